/**
 * Case-insensitive "contains" that finds the same on SQLite and PostgreSQL: names are stored a second time in a folded form, and
 * the folded query is looked for in it. The folding happens here, so that no engine's idea of letters and locales takes part.
 */
import { type RawBuilder, sql } from 'kysely';

/** One form for all spellings that people take for the same: letter case, ß, ẞ and SS, composed and decomposed accents. */
export function foldForSearch(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .normalize('NFKC');
}

/** `column` holds folded text. */
export function containsFolded(column: string, query: string): RawBuilder<boolean> {
  return isLike(column, patternOf(query));
}

/** Of what contains the query; `%`, `_` and `\` in it mean themselves. */
export function patternOf(query: string): string;
export function patternOf(query: string | undefined): string | undefined;
export function patternOf(query: string | undefined): string | undefined {
  if (query === undefined) return undefined;
  return `%${foldForSearch(query).replaceAll(/[\\%_]/g, '\\$&')}%`;
}

export function isLike(column: string, pattern: string): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(column)} like ${pattern} escape '\\'`;
}
