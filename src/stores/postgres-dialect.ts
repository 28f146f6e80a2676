/** Kysely over PostgreSQL, with its failures as errors of the core and 64-bit integers as numbers. */
import {
  type BinaryOperationNode,
  type Dialect,
  OperatorNode,
  PostgresDialect,
  type PostgresPool,
  PostgresQueryCompiler,
  PrimitiveValueListNode,
} from 'kysely';
import pg from 'pg';
import { VidetteError } from '#domain/errors.ts';

const int8 = 20;
const numeric = 1700;

export function postgresDialect(url: string): Dialect {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 5_000,
    // Compiling a query to machine code takes longer than any of ours runs, and so does starting processes to share it.
    options: '-c jit=off -c max_parallel_workers_per_gather=0',
    types: {
      // Everything we store fits a double: milliseconds, bytes, counts. sum() of integers comes as numeric.
      getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
        oid === int8 || oid === numeric
          ? Number
          : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
    },
  });
  // An idle connection that the server cuts is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => {});
  return new ListsAsArrays({ pool: withOurErrors(pool) });
}

class ListsAsArrays extends PostgresDialect {
  override createQueryCompiler(): PostgresQueryCompiler {
    return new ListsAsArraysCompiler();
  }
}

/**
 * A list of values is one parameter: the text is short, and the same however many values there are, so that it stays prepared. A
 * user's groups stand twice in each question about cameras.
 */
class ListsAsArraysCompiler extends PostgresQueryCompiler {
  protected override visitBinaryOperation(node: BinaryOperationNode): void {
    const { leftOperand, operator, rightOperand } = node;
    const quantified = OperatorNode.is(operator) ? ofLists.get(operator.operator) : undefined;
    if (quantified === undefined || !PrimitiveValueListNode.is(rightOperand)) {
      super.visitBinaryOperation(node);
      return;
    }
    this.visitNode(leftOperand);
    this.append(` ${quantified}(`);
    this.appendValue(rightOperand.values);
    this.append(')');
  }
}

const ofLists: ReadonlyMap<string, string> = new Map([
  ['in', '= any'],
  ['not in', '<> all'],
]);

function withOurErrors(pool: pg.Pool): PostgresPool {
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect().catch((error: unknown) => {
        throw fromPostgres(error);
      });
      return new Proxy(client, {
        get(target, name) {
          const value: unknown = Reflect.get(target, name);
          if (typeof value !== 'function') return value;
          if (name !== 'query') return value.bind(target);
          return (text: unknown, values: unknown) =>
            mapRejection(Reflect.apply(value, target, prepared(text, values)));
        },
      });
    },
  } as PostgresPool;
}

/** Texts that are kept prepared on each connection; a server has a few hundred different ones. */
const keptStatements = 500;
/** Lists of values make ever new texts; those are long. */
const longestKept = 4_000;
/** Null: not kept. */
const names = new Map<string, string | null>();

/**
 * Parsing and planning the same text again and again takes as long as many a small query itself. What reads a page of a list is planned
 * anew: the best way depends on how much is wanted from where on.
 */
function prepared(text: unknown, values: unknown): unknown[] {
  if (typeof text !== 'string' || text.length > longestKept || !Array.isArray(values)) return [text, values];
  let name = names.get(text);
  if (name === undefined) {
    if (values.length === 0 || names.size >= keptStatements) return [text, values];
    name = /\blimit \$/.test(text) ? null : `v${names.size + 1}`;
    names.set(text, name);
  }
  return name === null ? [text, values] : [{ name, text, values }];
}

function mapRejection(result: unknown): unknown {
  if (!(result instanceof Promise)) return result;
  return result.catch((error: unknown) => {
    throw fromPostgres(error);
  });
}

/** Classes of SQLSTATE: postgresql.org/docs/current/errcodes-appendix.html; others are codes of the socket. */
function fromPostgres(error: unknown): unknown {
  const code = (error as { code?: unknown } | null)?.code;
  const message = error instanceof Error ? error.message : String(error);
  const details = { cause: error };
  if (code === '23505')
    return new VidetteError('conflict', 'this exists already', { ...details, reason: 'unique' });
  if (code === '23503' || code === '23001')
    return new VidetteError('conflict', 'this is in use, or refers to what is not there', {
      ...details,
      reason: 'reference',
    });
  if (code === '53100')
    return new VidetteError('exhausted', 'the disk of the database is full', {
      ...details,
      reason: 'disk_full',
    });
  if (code === '55P03')
    return new VidetteError('unavailable', 'the database is locked', {
      ...details,
      reason: 'database_locked',
    });
  const away =
    typeof code === 'string'
      ? /^(08|28|3D|53|57P|E[A-Z]{4,})/.test(code)
      : /connection|timeout/i.test(message);
  if (away)
    return new VidetteError('unavailable', `the database does not answer: ${message}`, {
      ...details,
      reason: 'database',
    });
  return error;
}
