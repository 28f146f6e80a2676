import { VidetteError } from '#domain/errors.ts';

/** All that is wrong with the settings, one line each: the place, and what is allowed there. */
export class SettingsError extends VidetteError {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super('invalid', `the settings are wrong:\n${problems.map((problem) => `  ${problem}`).join('\n')}`, {
      reason: 'settings',
    });
    this.name = 'SettingsError';
    this.problems = problems;
  }
}

/** `; did you mean X?` when a known name is near, else what there is. */
export function nearest(name: string, known: readonly string[]): string {
  const ranked = known
    .map((other) => ({ other, distance: editDistance(name.toLowerCase(), other.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  if (best !== undefined && best.distance <= Math.max(2, name.length / 4))
    return `; did you mean ${best.other}?`;
  return known.length <= 30 ? `; allowed here: ${known.join(', ')}` : '; docs/settings.md lists them all';
}

/** Levenshtein distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replace, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
