/**
 * The whole page without the browser around it. Not only the picture: menus, dialogs and messages lie beside it in the page, and
 * would not be seen.
 */
import { useSyncExternalStore } from 'react';

export interface FullScreen {
  readonly on: boolean;
  readonly toggle: () => void;
}

export function useFullScreen(): FullScreen {
  const on = useSyncExternalStore(watch, isOn);
  return { on, toggle };
}

function watch(onChange: () => void): () => void {
  document.addEventListener('fullscreenchange', onChange);
  return () => document.removeEventListener('fullscreenchange', onChange);
}

const isOn = () => document.fullscreenElement !== null;

function toggle(): void {
  if (isOn()) void document.exitFullscreen();
  // A phone whose browser has no full screen stays as it is.
  else void document.documentElement.requestFullscreen?.();
}
