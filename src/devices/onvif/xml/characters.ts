/** Which characters XML 1.0 can hold (2.2): of the control characters only tab, line feed, carriage return and U+007F to U+009F. */
const forbidden = /[^\P{Cc}\t\n\r\u007F-\u009F]|[\uFFFE\uFFFF]/u;

export function hasForbidden(text: string): boolean {
  return forbidden.test(text);
}
