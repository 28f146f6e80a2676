/** What a request for recordings asks for. Everything that is not as it should be is `invalid` and names the field. */
import { type StreamName, streamNames } from '#domain/camera.ts';
import { VidetteError } from '#domain/errors.ts';
import type { ArchiveRange } from '#domain/recording.ts';
import type { MediaContext } from './media-router.ts';

export function rangeOf({ params, query }: MediaContext, longestMs: number): Required<ArchiveRange> {
  const fromMs = timeOf(query, 'from');
  const toMs = timeOf(query, 'to');
  if (toMs <= fromMs) throw invalid('to', 'lies after from');
  if (toMs - fromMs > longestMs)
    throw invalid('to', `lies at most ${longestMs / 3_600_000} hours after from`);
  return { cameraId: params.camera ?? '', stream: streamNamed(query.get('stream') ?? 'main'), fromMs, toMs };
}

/** Unix milliseconds, or a date and time with zone as RFC 3339 writes it. */
export function timeOf(query: URLSearchParams, name: string): number {
  const text = query.get(name) ?? '';
  const isNumber = /^\d{1,15}(\.\d+)?$/.test(text);
  const isDate = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text);
  const value = isNumber ? Number(text) : isDate ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(value)) throw invalid(name, 'is a time: Unix milliseconds or RFC 3339');
  return Math.trunc(value);
}

export function numberIn<Name extends string>(
  query: URLSearchParams,
  name: Name,
  min: number,
  max: number,
): { [key in Name]?: number } {
  const text = query.get(name);
  if (text === null) return {};
  const value = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= min && value <= max)) throw invalid(name, `is a whole number from ${min} to ${max}`);
  return { [name]: value } as { [key in Name]?: number };
}

export function streamNamed(text: string): StreamName {
  const name = streamNames.find((one) => one === text);
  if (name === undefined) throw invalid('stream', `is ${streamNames.join(' or ')}`);
  return name;
}

const invalid = (field: string, message: string): VidetteError =>
  new VidetteError('invalid', `${field} ${message}`, { field: [field] });
