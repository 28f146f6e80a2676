/** Ranges as ONVIF writes them, and holding what people ask to them. */
import type { Range } from '#domain/onvif.ts';
import { refusal } from './faults.ts';
import { find, numberAt, toNumber, type XmlElement } from './xml/element.ts';

/** `<Min>` and `<Max>` at a path; undefined unless both are there and in order. */
export function rangeAt(from: XmlElement | undefined, ...path: readonly string[]): Range | undefined {
  const at = find(from, ...path);
  return ordered(numberAt(at, 'Min'), numberAt(at, 'Max'));
}

export function ordered(min: number | undefined, max: number | undefined): Range | undefined {
  return min !== undefined && max !== undefined && min <= max ? { min, max } : undefined;
}

/** Numbers of a list such as `1 5 10`; undefined when there are none. */
export function rangeOfList(text: string | undefined): Range | undefined {
  const values = numbersOf(text);
  return values.length === 0 ? undefined : { min: Math.min(...values), max: Math.max(...values) };
}

export function numbersOf(text: string | undefined): number[] {
  const words = text?.split(/[\s,]+/).slice(0, 256) ?? [];
  return words.map(toNumber).filter((value) => value !== undefined);
}

export function requireWithin(value: number, range: Range | undefined, what: string): void {
  if (range === undefined) throw refusal('onvif_invalid_argument', `the camera has no ${what}`);
  if (!(value >= range.min && value <= range.max))
    throw refusal(
      'onvif_invalid_argument',
      `${what} is ${value}, the camera takes ${range.min} to ${range.max}`,
    );
}
