/** `npm run bench [-- name [option=value …]]`: runs one benchmark or all; prints its table and writes bench/results/<name>.json. */
import { existsSync, globSync, mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';

/** What every bench/<name>.ts exports as `run`. */
export type Bench = (options: Record<string, string>) => Promise<BenchResult>;

export interface BenchResult {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** Everything measured, for machines; units are in the key names. */
  readonly data: unknown;
  readonly notes?: readonly string[];
}

const folder = import.meta.dirname;
const names = globSync('*.ts', { cwd: folder })
  .map((file) => file.replace(/\.ts$/, ''))
  .filter((name) => name !== 'run' && !name.endsWith('.test'))
  .sort();

const words = process.argv.slice(2);
const wanted = words.filter((word) => !word.includes('='));
const options = Object.fromEntries(
  words
    .filter((word) => word.includes('='))
    .map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]),
);
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`no benchmark ${unknown.join(', ')}; there are: ${names.join(', ')}`);
  process.exit(1);
}

const machine = {
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryBytes: totalmem(),
  node: process.version,
};
for (const name of wanted.length > 0 ? wanted : names) {
  const { run } = (await import(`./${name}.ts`)) as { run: Bench };
  const result = await run(options);
  printTable(result);
  const results = join(folder, 'results');
  if (!existsSync(results)) mkdirSync(results);
  const text = JSON.stringify(
    { name, at: new Date().toISOString(), machine, options, data: result.data },
    null,
    2,
  );
  writeFileSync(join(results, `${name}.json`), `${text}\n`);
}
// Peers that a benchmark started are stopped by it; sockets of finished clients must not keep the process.
process.exit(0);

function printTable({ title, columns, rows, notes = [] }: BenchResult): void {
  const cells = [columns, ...rows].map((row) => row.map(String));
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => row[index]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' | ')} |`;
  console.log(`\n${title}\n`);
  cells.forEach((row, index) => {
    console.log(line(row));
    if (index === 0) console.log(`|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`);
  });
  for (const note of notes) console.log(`\n${note}`);
}
