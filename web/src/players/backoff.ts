/** The pause before the next attempt: doubles from half a second to ten, with jitter so that a wall does not knock in step. */
export function reconnectPauseMs(attempt: number, random: () => number = Math.random): number {
  const base = Math.min(10_000, 500 * 2 ** Math.min(attempt, 10));
  return base * (0.75 + random() * 0.5);
}
