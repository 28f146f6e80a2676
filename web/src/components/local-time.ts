/** A `datetime-local` field, which knows no zone, and the ISO time of the wire. The browser's zone stands between. */

/** Empty when it is no time. */
export function localOfIso(iso: string): string {
  const ms = Date.parse(iso);
  return Number.isNaN(ms) ? '' : localOfMs(ms);
}

export function localOfMs(ms: number): string {
  const local = new Date(ms - new Date(ms).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

export function isoOfLocal(local: string): string {
  const ms = Date.parse(local);
  return Number.isNaN(ms) ? '' : new Date(ms).toISOString();
}
