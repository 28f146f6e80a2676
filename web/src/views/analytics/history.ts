/** What was done, to be undone. Changes of one gesture (a drag, the letters of a name) are one step. Pure. */

export interface History<State> {
  readonly past: readonly State[];
  readonly present: State;
  readonly future: readonly State[];
  /** Names the gesture of the last change; the next change with the same one belongs to it. */
  readonly gesture: string | null;
}

export type Step<State> =
  | { readonly kind: 'change'; readonly state: State; readonly gesture: string | null }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' }
  /** Forgets everything before. */
  | { readonly kind: 'begin'; readonly state: State };

const maxSteps = 200;

export function beginHistory<State>(present: State): History<State> {
  return { past: [], present, future: [], gesture: null };
}

export function stepHistory<State>(history: History<State>, step: Step<State>): History<State> {
  const { past, present, future, gesture } = history;
  if (step.kind === 'begin') return beginHistory(step.state);
  if (step.kind === 'undo') {
    const before = past.at(-1);
    if (before === undefined) return history;
    return { past: past.slice(0, -1), present: before, future: [present, ...future], gesture: null };
  }
  if (step.kind === 'redo') {
    const [next, ...rest] = future;
    if (next === undefined) return history;
    return { past: [...past, present], present: next, future: rest, gesture: null };
  }
  const goesOn = step.gesture !== null && step.gesture === gesture;
  return {
    past: goesOn ? past : [...past, present].slice(-maxSteps),
    present: step.state,
    future: [],
    gesture: step.gesture,
  };
}
