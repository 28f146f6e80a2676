/** The version of this program, from package.json. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const file = join(import.meta.dirname, '..', '..', 'package.json');
const { version: read } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };

export const version: string = read;
/** When this copy of the program was made, UTC milliseconds. */
export const builtAtMs: number = Math.trunc(statSync(file).mtimeMs);
