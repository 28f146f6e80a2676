/** Ctrl Z, Ctrl Shift Z and Ctrl Y, Ctrl S. Undoing inside a text field stays with the field. */
import { useEffect, useRef } from 'react';

export function useUndoKeys(undo: () => void, redo: () => void, save: () => void): void {
  const latest = useRef({ undo, redo, save });
  latest.current = { undo, redo, save };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      const inField = event.target instanceof HTMLElement && event.target.matches('input, textarea');
      if (key === 's') latest.current.save();
      else if (inField) return;
      else if (key === 'y' || (key === 'z' && event.shiftKey)) latest.current.redo();
      else if (key === 'z') latest.current.undo();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
