/** The thread of sqlite-thread.ts: runs what it is asked and answers. */
import { parentPort, workerData } from 'node:worker_threads';
import { SqliteHandle, type SqliteOptions } from './sqlite-handle.ts';
import type {
  ThreadFailure,
  ThreadOpened,
  ThreadOrder,
  ThreadReply,
  ThreadRequest,
} from './sqlite-thread.ts';

const port = parentPort!;
const handle = open();
if (handle === null) port.close();
else
  port.on('message', (order: ThreadOrder) => {
    if (order === null) {
      handle.close();
      port.close();
    } else void answer(handle, order);
  });

function open(): SqliteHandle | null {
  try {
    const opened = new SqliteHandle(workerData as SqliteOptions);
    port.postMessage({ failure: null } satisfies ThreadOpened);
    return opened;
  } catch (error) {
    port.postMessage({ failure: toFailure(error) } satisfies ThreadOpened);
    return null;
  }
}

async function answer(opened: SqliteHandle, { id, sql, parameters }: ThreadRequest): Promise<void> {
  let reply: ThreadReply;
  try {
    const answered = await opened.run(sql, parameters);
    reply = { id, inTransaction: opened.inTransaction, answer: answered };
  } catch (error) {
    reply = { id, inTransaction: opened.inTransaction, failure: toFailure(error) };
  }
  port.postMessage(reply);
  if ('answer' in reply && reply.answer.columns.length === 0 && !reply.inTransaction) opened.putAwayLog();
}

/** Errors lose what SQLite says of them on their way to another thread. */
function toFailure(error: unknown): ThreadFailure {
  const { message, errcode } = error as Error & { errcode?: number };
  return { message, errcode };
}
