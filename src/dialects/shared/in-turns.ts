/**
 * Long lists are brought into an API's form, and into JSON, some rows at a time; what else waits in the process has its turn in between.
 * A thousand rows at one go hold a short answer up for longer than it takes itself.
 */
import { setImmediate as othersTurn } from 'node:timers/promises';

/** How long a turn lasts, milliseconds. With shorter ones a long list itself waits too often on a busy machine. */
const turnMs = 2;
/** Between looks at the clock. */
const rowsAtOnce = 50;

/** `rows.map(map)`; a short list within the caller's turn. */
export async function mapInTurns<From, To>(rows: readonly From[], map: (row: From) => To): Promise<To[]> {
  const mapped: To[] = [];
  await inTurns(rows, (part) => {
    for (const row of part) mapped.push(map(row));
  });
  return mapped;
}

/** `JSON.stringify(answer)`, where the answer is a list, or an object whose members may be lists. */
export async function toJsonInTurns(answer: unknown): Promise<string> {
  if (isLong(answer)) return await listToJson(answer);
  if (!isPlain(answer) || !Object.values(answer).some(isLong)) return JSON.stringify(answer);
  const members: string[] = [];
  for (const [name, value] of Object.entries(answer)) {
    const json = isLong(value) ? await listToJson(value) : JSON.stringify(value);
    // What JSON cannot say is left out.
    if (json !== undefined) members.push(`${JSON.stringify(name)}:${json}`);
  }
  return `{${members.join(',')}}`;
}

async function listToJson(rows: readonly unknown[]): Promise<string> {
  const texts: string[] = [];
  await inTurns(rows, (part) => {
    texts.push(JSON.stringify(part).slice(1, -1));
  });
  return `[${texts.join(',')}]`;
}

async function inTurns<Row>(rows: readonly Row[], work: (part: readonly Row[]) => void): Promise<void> {
  let beganMs = performance.now();
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    if (performance.now() - beganMs >= turnMs) {
      await othersTurn();
      beganMs = performance.now();
    }
    work(rows.slice(at, at + rowsAtOnce));
  }
}

function isLong(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length > rowsAtOnce;
}

/** Written member by member, and not by a `toJSON` of its own. */
function isPlain(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype &&
    !('toJSON' in value)
  );
}
