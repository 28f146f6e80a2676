/** The form of an upload (multipart/form-data, RFC 7578): one file named `upload_data`, handed on as it arrives. */
import type { Readable } from 'node:stream';
import type { Multipart } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { VidetteError } from '#domain/errors.ts';
import { ContractViolation } from '../shared/errors.ts';

const field = 'upload_data';
const limits = { files: 1, fields: 16, parts: 17, fieldNameSize: 256, fieldSize: 4_096, headerPairs: 32 };

/** What `take` gives for the file. What it leaves unread is thrown away, so that the client comes to read the answer. */
export async function readUpload<T>(
  request: FastifyRequest,
  maxBytes: number,
  take: (file: Readable) => Promise<T>,
): Promise<T> {
  try {
    return await readForm(request, maxBytes, take);
  } catch (error) {
    request.raw.unpipe();
    request.raw.resume();
    throw error;
  }
}

async function readForm<T>(
  request: FastifyRequest,
  maxBytes: number,
  take: (file: Readable) => Promise<T>,
): Promise<T> {
  // A byte more than is taken: who takes it sees that the file is too large.
  const parts = request.parts({ limits: { ...limits, fileSize: maxBytes + 1 } });
  const results: T[] = [];
  for (let part = await next(parts); part !== null; part = await next(parts)) {
    if (part.type !== 'file') continue;
    if (part.fieldname === field) results.push(await take(part.file));
    else part.file.resume();
  }
  const [result] = results;
  if (results.length === 0) throw malformed('is required, as a file', 'required');
  return result as T;
}

/** Null at the end. What the parser throws is the fault of the form. */
async function next(parts: AsyncIterableIterator<Multipart>): Promise<Multipart | null> {
  try {
    const { done, value } = await parts.next();
    return done ? null : value;
  } catch (cause) {
    if (cause instanceof VidetteError) throw cause;
    throw malformed(`cannot be read: ${(cause as Error).message}`, 'form', cause);
  }
}

function malformed(message: string, keyword: string, cause?: unknown): ContractViolation {
  return new ContractViolation('body', [{ field: [field], message, keyword }], { cause });
}
