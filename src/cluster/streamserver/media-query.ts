/** What media requests say in their query: which stream, and numbers. */
import { type StreamName, streamNames } from '#domain/camera.ts';
import { VidetteError } from '#domain/errors.ts';

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

export const invalidQuery = (field: string, message: string): VidetteError =>
  new VidetteError('invalid', `${field} ${message}`, { field: [field] });
