/** The ranges of hours that a heat map is shown for. */
export const heatRanges = ['hour', 'day', 'week'] as const;
export type HeatRange = (typeof heatRanges)[number];

const hourMs = 3_600_000;
const hours: Readonly<Record<HeatRange, number>> = { hour: 1, day: 24, week: 168 };

/** Whole hours up to the one of the moment that is looked at. */
export function heatSpan(range: HeatRange, atMs: number): { from: number; to: number } {
  const to = Math.ceil(atMs / hourMs) * hourMs;
  return { from: to - hours[range] * hourMs, to };
}
