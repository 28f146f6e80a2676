/** Which alarms the page shows. */
export const alarmFilters = ['open', 'acknowledged', 'closed', 'all'] as const;
export type AlarmFilter = (typeof alarmFilters)[number];

export function parseAlarmSearch(search: Record<string, unknown>): { show?: AlarmFilter } {
  const show = alarmFilters.find((filter) => filter === search.show);
  return show === undefined || show === 'open' ? {} : { show };
}
