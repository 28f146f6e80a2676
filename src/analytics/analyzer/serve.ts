/** The loop of an analyzer: requests from the socket to the engine, one after the other, replies back. */
import type { Socket } from 'node:net';
import { toVidetteError, VidetteError } from '#domain/errors.ts';
import type { Engine } from './operations.ts';
import { errorToWire, type Message, MessageReader, serializeMessage } from './protocol.ts';

/** How the connection of a streamserver ends that was killed. */
const killed: readonly unknown[] = ['ECONNRESET', 'EPIPE'];

/** Serves until the streamserver closes the socket or is gone. Rejects when the connection carries nonsense. */
export async function serveAnalyzer(socket: Socket, engine: Engine): Promise<void> {
  try {
    await serve(socket, engine);
  } catch (error) {
    if (!killed.includes((error as NodeJS.ErrnoException).code)) throw error;
  }
}

async function serve(socket: Socket, engine: Engine): Promise<void> {
  const reader = new MessageReader();
  let replies: Buffer[] = [];
  for await (const chunk of socket) {
    for (const message of reader.push(chunk as Buffer)) {
      replies.push(...(await answer(engine, message)));
      // The reply may come with the next one's.
      if (message.head.together === true) continue;
      socket.cork();
      for (const piece of replies) socket.write(piece);
      socket.uncork();
      replies = [];
    }
  }
  socket.end();
}

async function answer(engine: Engine, { head, parts }: Message): Promise<Buffer[]> {
  const { id, op, args } = head;
  try {
    const operation = operationOf(engine, op);
    const { result, parts: out } = await operation(args, parts);
    return serializeMessage({ id, result }, out);
  } catch (error) {
    return serializeMessage({ id, error: errorToWire(decodingError(error)) });
  }
}

type AnyOperation = (args: unknown, parts: readonly Buffer[]) => unknown;
type AnyReply = { result: unknown; parts: readonly Buffer[] };

function operationOf(
  engine: Engine,
  op: unknown,
): (args: unknown, parts: readonly Buffer[]) => Promise<AnyReply> {
  if (typeof op !== 'string' || !Object.hasOwn(engine, op)) {
    throw new VidetteError('bug', `the analyzer does not know the operation ${String(op)}`);
  }
  const operation = engine[op as keyof Engine] as AnyOperation;
  return async (args, parts) => (await operation(args, parts)) as AnyReply;
}

/** FFmpeg's own errors are about the data, as long as our calls are right. */
function decodingError(error: unknown): VidetteError {
  if (error instanceof Error && error.name === 'FFmpegError') {
    return new VidetteError('unavailable', `the stream cannot be decoded: ${error.message}`, {
      reason: 'undecodable',
      cause: error,
    });
  }
  return toVidetteError(error);
}
