/** Lists as this API writes them. */
import type { Page } from '#services/paging/cursors.ts';

export function toPage<T, Item>(
  { items, cursor }: Page<T>,
  toItem: (item: T) => Item,
): { items: Item[]; pagination: { cursor?: string } } {
  return { items: items.map(toItem), pagination: cursor === undefined ? {} : { cursor } };
}
