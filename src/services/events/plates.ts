/** How alike two plates are: 1 minus their edit distance (Levenshtein 1965) as a share of the longer one. */

/** Both as compared, see `plateKey`. 0..1. */
export function plateSimilarity(a: string, b: string): number {
  const [one, other] = [[...a], [...b]];
  const longer = Math.max(one.length, other.length);
  return longer === 0 ? 1 : 1 - editDistance(one, other) / longer;
}

function editDistance(a: readonly string[], b: readonly string[]): number {
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [row, letter] of a.entries()) {
    const line = [row + 1];
    for (const [column, other] of b.entries())
      line.push(
        Math.min(above[column + 1]! + 1, line[column]! + 1, above[column]! + (letter === other ? 0 : 1)),
      );
    above = line;
  }
  return above[b.length]!;
}
