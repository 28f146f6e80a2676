/** Keys of a view. They are silent while a person types, and while a dialog or menu is open. */
import { useEffect, useRef } from 'react';

/** Name as in `KeyboardEvent.key`, in lower case, with `shift+` in front for keys that write nothing, as arrows. */
export type KeyMap = Record<string, (event: KeyboardEvent) => void>;

export function useKeys(keys: KeyMap): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isBusy(event)) return;
      const shift = event.shiftKey && event.key.length > 1 ? 'shift+' : '';
      const handler = latest.current[shift + event.key.toLowerCase()];
      if (handler === undefined) return;
      event.preventDefault();
      handler(event);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function isBusy({ target, key }: KeyboardEvent): boolean {
  // Lists of choices stay in the page while they are closed.
  const layers = document.querySelectorAll('[role="dialog"], [role="menu"], [role="listbox"]');
  if ([...layers].some((layer) => layer.checkVisibility())) return true;
  if (!(target instanceof HTMLElement)) return false;
  // A switch or choice that was just clicked keeps the focus, but takes only these keys.
  if (target.matches('input[type="radio"], input[type="checkbox"]'))
    return key === ' ' || key.startsWith('Arrow');
  if (target.matches('input, textarea, select, [contenteditable]')) return true;
  // Space and Enter belong to the button that has the focus.
  return (key === ' ' || key === 'Enter') && target.matches('button, a');
}
