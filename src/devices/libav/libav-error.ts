/** FFmpeg's error codes as the causes that Vidette knows. */
import { constants } from 'node:os';
import {
  AVERROR_DEMUXER_NOT_FOUND,
  AVERROR_EOF,
  AVERROR_HTTP_BAD_REQUEST,
  AVERROR_HTTP_FORBIDDEN,
  AVERROR_HTTP_NOT_FOUND,
  AVERROR_HTTP_OTHER_4XX,
  AVERROR_HTTP_SERVER_ERROR,
  AVERROR_HTTP_UNAUTHORIZED,
  AVERROR_INVALIDDATA,
  AVERROR_PROTOCOL_NOT_FOUND,
} from 'node-av/constants';
import { FFmpegError } from 'node-av/lib';
import type { StreamFailure } from '#media/stream.ts';

const { errno } = constants;

const failures = new Map<number, readonly [StreamFailure, string]>([
  [AVERROR_HTTP_UNAUTHORIZED, ['wrong_credentials', 'the server wants other credentials']],
  [AVERROR_HTTP_FORBIDDEN, ['wrong_credentials', 'the server forbids it']],
  [AVERROR_HTTP_NOT_FOUND, ['not_found', 'the server has no such stream']],
  [AVERROR_HTTP_BAD_REQUEST, ['protocol', 'the server does not understand the request']],
  [AVERROR_HTTP_OTHER_4XX, ['refused', 'the server refuses']],
  [AVERROR_HTTP_SERVER_ERROR, ['refused', 'the server has an error of its own']],
  [AVERROR_EOF, ['closed', 'the stream has ended']],
  [AVERROR_INVALIDDATA, ['protocol', 'the data makes no sense']],
  [AVERROR_DEMUXER_NOT_FOUND, ['unsupported', 'this container is not supported']],
  [AVERROR_PROTOCOL_NOT_FOUND, ['unsupported', 'this protocol is not supported']],
  [-errno.ENOENT, ['not_found', 'there is no such file or device']],
  [-errno.ENODEV, ['not_found', 'there is no such device']],
  [-errno.ENXIO, ['not_found', 'there is no such device']],
  [-errno.EISDIR, ['invalid_source', 'this is a folder']],
  [-errno.EACCES, ['refused', 'there is no right to read it']],
  [-errno.EPERM, ['refused', 'there is no right to read it']],
  [-errno.EBUSY, ['refused', 'the device is in use']],
  [-errno.EINVAL, ['unsupported', 'the input cannot be opened in this form']],
  [-errno.ECONNREFUSED, ['refused', 'nothing listens on that port']],
  [-errno.ECONNRESET, ['closed', 'the other side cut the connection']],
  [-errno.EPIPE, ['closed', 'the other side cut the connection']],
  [-errno.ETIMEDOUT, ['timeout', 'the other side does not answer']],
  [-errno.EHOSTUNREACH, ['unreachable', 'there is no way to the host']],
  [-errno.ENETUNREACH, ['unreachable', 'there is no way to the network']],
  [-errno.EIO, ['unreachable', 'the input cannot be read']],
]);

/** An FFmpeg return value as an error, thrown when it is one. */
export function check(code: number): void {
  if (code < 0) throw new LibavError(code);
}

export class LibavError extends Error {
  readonly code: number;

  constructor(code: number) {
    super(FFmpegError.strerror(code));
    this.code = code;
  }
}

/** An input that was opened but holds nothing that Vidette can show. */
export class UnsupportedInput extends Error {}

export function failureOf(error: unknown): { readonly failure: StreamFailure; readonly message: string } {
  if (error instanceof UnsupportedInput) return { failure: 'unsupported', message: error.message };
  if (!(error instanceof LibavError)) return { failure: 'protocol', message: String(error) };
  const known = failures.get(error.code);
  return known === undefined
    ? { failure: 'protocol', message: error.message }
    : { failure: known[0], message: known[1] };
}
