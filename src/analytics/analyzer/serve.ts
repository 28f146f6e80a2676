/** The loop of an analyzer: requests from the socket to the engine, one after the other, replies back. */
import type { Socket } from 'node:net';
import { toVidetteError, VidetteError } from '#domain/errors.ts';
import { type Engine, inTwoSteps } from './operations.ts';
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
  let begun: Finish[] = [];
  let replies: Buffer[] = [];
  const finishAll = (): void => {
    for (const finish of begun) replies.push(...finish());
    begun = [];
  };
  for await (const chunk of socket) {
    for (const message of reader.push(chunk as Buffer)) {
      if (!twoSteps.has(message.head.op)) finishAll();
      begun.push(await begin(engine, message));
      // The reply may come with the next one's.
      if (message.head.together === true) continue;
      finishAll();
      socket.cork();
      for (const piece of replies) socket.write(piece);
      socket.uncork();
      replies = [];
    }
  }
  socket.end();
}

const twoSteps: ReadonlySet<unknown> = new Set(inTwoSteps);

/** Brings a request to its end and returns the pieces of its reply. */
type Finish = () => Buffer[];

async function begin(engine: Engine, { head, parts }: Message): Promise<Finish> {
  const { id, op, args } = head;
  const failed = (error: unknown) => serializeMessage({ id, error: errorToWire(decodingError(error)) });
  try {
    const outcome = await operationOf(engine, op)(args, parts);
    return () => {
      try {
        const { result, parts: out } = typeof outcome === 'function' ? outcome() : outcome;
        return serializeMessage({ id, result }, out);
      } catch (error) {
        return failed(error);
      }
    };
  } catch (error) {
    return () => failed(error);
  }
}

type AnyReply = { result: unknown; parts: readonly Buffer[] };
type AnyOperation = (args: unknown, parts: readonly Buffer[]) => Promise<AnyOutcome> | AnyOutcome;
type AnyOutcome = AnyReply | (() => AnyReply);

function operationOf(engine: Engine, op: unknown): AnyOperation {
  if (typeof op !== 'string' || !Object.hasOwn(engine, op)) {
    throw new VidetteError('bug', `the analyzer does not know the operation ${String(op)}`);
  }
  return engine[op as keyof Engine] as AnyOperation;
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
