/** A call of an operation as an HTTP request. */
import type { Operation } from '#dialects/shared/openapi.ts';
import type { Credentials, Example } from './subject.ts';

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly payload?: string | Buffer;
}

export function requestOf(operation: Operation, example: Example, credentials: Credentials): Call {
  const path = operation.path.replaceAll(/\{([^}]+)\}/g, (_, name: string) =>
    encodeURIComponent(String(example.params?.[name] ?? placeholder(operation, name))),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...example.query, ...credentials.query }))
    query.set(name, String(value));
  return {
    method: operation.method as Call['method'],
    url: query.size > 0 ? `${path}?${query}` : path,
    ...bodyOf(example, credentials),
  };
}

function bodyOf({ form, file, body }: Example, { headers }: Credentials): Pick<Call, 'headers' | 'payload'> {
  if (form !== undefined) {
    const payload = new URLSearchParams(form).toString();
    return { headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' }, payload };
  }
  if (file !== undefined)
    return { headers: { ...headers, 'content-type': file.type }, payload: file.payload };
  if (body === undefined) return { headers: { ...headers } };
  return { headers: { ...headers, 'content-type': 'application/json' }, payload: JSON.stringify(body) };
}

/** Any value: the call ends before it is looked at. */
function placeholder(operation: Operation, name: string): string {
  const parameter = operation.parameters.find(({ value }) => value.name === name);
  return parameter?.value.schema?.type === 'integer' ? '1' : '00000000-0000-4000-8000-000000000000';
}
