/** What the contract test needs to know of a dialect. */
import type { FastifyInstance } from 'fastify';
import type { AnswerCheck } from '#dialects/shared/answers.ts';
import type { ContractName } from '#dialects/shared/openapi.ts';
import type { TestApp } from '../harness/app.ts';

/** A valid call of one operation. */
export interface Example {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  readonly body?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  /** A form with a file, encoded. */
  readonly file?: { readonly type: string; readonly payload: Buffer };
  /** The answer never ends: only its beginning is looked at. */
  readonly isEndless?: boolean;
}

export interface Credentials {
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
}

export interface Subject {
  readonly name: ContractName;
  /** The operations that are served, each of which needs an example. */
  readonly served: readonly string[];
  start(core: TestApp, onAnswer: AnswerCheck): FastifyInstance | Promise<FastifyInstance>;
  /** Proof of the administrator. */
  signIn(app: FastifyInstance, core: TestApp): Promise<Credentials>;
  examples(core: TestApp): Promise<Readonly<Record<string, Example>>>;
  /** Name of the schema that an error of this status has, for statuses that an operation need not list itself. */
  errorSchema(status: number): string | null;
  /** Status of a call without credentials. */
  readonly unauthenticated: number;
  /** Statuses of a malformed request. */
  readonly malformed: readonly number[];
}
