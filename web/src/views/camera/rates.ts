/** The speeds at which recordings play. */

export const rates = [0.5, 1, 2, 4, 8] as const;
export type Rate = (typeof rates)[number];

export function nextRate(rate: Rate, direction: 1 | -1): Rate {
  const index = rates.indexOf(rate) + direction;
  return rates[Math.min(rates.length - 1, Math.max(0, index))] ?? 1;
}
