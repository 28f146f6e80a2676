/** How large the city is, and whose its things are. */

export const citySize = {
  organizations: 50,
  users: 2_000,
  sites: 3_000,
  cameras: 10_000,
  plans: 1_000,
  plates: 50_000,
  faces: 50_000,
  auditEntries: 1_000_000,
} as const;

/** The first organisation is the city itself and has two fifths of all but the watchlists; 49 others share the rest. */
export function organizationOf(index: number): number {
  return index % 5 < 2
    ? 0
    : 1 + ((Math.floor(index / 5) * 3 + (index % 5) - 2) % (citySize.organizations - 1));
}
