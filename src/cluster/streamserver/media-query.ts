/** What media requests ask for in their query. Everything that is not as it should be is `invalid` and names the field. */
import { type StreamName, streamNames } from '#domain/camera.ts';
import { VidetteError } from '#domain/errors.ts';
import type { ArchiveRange } from '#domain/recording.ts';
import type { MediaContext } from './media-router.ts';

export function streamOf(query: URLSearchParams): StreamName {
  return streamNamed(query.get('stream') ?? 'main');
}

export function streamNamed(text: string): StreamName {
  const name = streamNames.find((one) => one === text);
  if (name === undefined) throw invalidQuery('stream', `is ${streamNames.join(' or ')}`);
  return name;
}

/** `{ [name]: value }`, or nothing when the query does not have it. With `decimals` up to three of them count. */
export function numberIn<Name extends string>(
  query: URLSearchParams,
  name: Name,
  min: number,
  max: number,
  decimals: 'whole' | 'decimals' = 'whole',
): { [key in Name]?: number } {
  const text = query.get(name);
  if (text === null) return {};
  const form = decimals === 'whole' ? /^\d{1,5}$/ : /^\d{1,5}(\.\d{1,3})?$/;
  const value = form.test(text) ? Number(text) : Number.NaN;
  if (!(value >= min && value <= max))
    throw invalidQuery(name, `is a ${decimals === 'whole' ? 'whole ' : ''}number from ${min} to ${max}`);
  return { [name]: value } as { [key in Name]?: number };
}

/** Size and quality of a picture. */
export function pictureIn(query: URLSearchParams): { width?: number; height?: number; quality?: number } {
  return {
    ...numberIn(query, 'width', 16, 7680),
    ...numberIn(query, 'height', 16, 4320),
    ...numberIn(query, 'quality', 1, 100),
  };
}

export function rangeOf({ params, query }: MediaContext, longestMs: number): Required<ArchiveRange> {
  const fromMs = timeOf(query, 'from');
  const toMs = timeOf(query, 'to');
  if (toMs <= fromMs) throw invalidQuery('to', 'lies after from');
  if (toMs - fromMs > longestMs)
    throw invalidQuery('to', `lies at most ${longestMs / 3_600_000} hours after from`);
  return { cameraId: params.camera ?? '', stream: streamOf(query), fromMs, toMs };
}

/** Unix milliseconds, or a date and time with zone as RFC 3339 writes it. */
export function timeOf(query: URLSearchParams, name: string): number {
  const text = query.get(name) ?? '';
  const isNumber = /^\d{1,15}(\.\d+)?$/.test(text);
  const isDate = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text);
  const value = isNumber ? Number(text) : isDate ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(value)) throw invalidQuery(name, 'is a time: Unix milliseconds or RFC 3339');
  return Math.trunc(value);
}

const invalidQuery = (field: string, message: string): VidetteError =>
  new VidetteError('invalid', `${field} ${message}`, { field: [field] });
