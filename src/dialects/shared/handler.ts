/**
 * Types of handlers, derived from the types that openapi-typescript generates of a contract. A dialect writes
 * `type Handle<Id extends keyof operations> = Handler<operations[Id]>` once and gets typed params, query, body and answer.
 */
import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';

type Given<Value> = [NonNullable<Value>] extends [never]
  ? Readonly<Record<never, never>>
  : NonNullable<Value>;
type Parameters<Op, Place extends string> = Op extends { parameters: infer All }
  ? Place extends keyof All
    ? Given<All[Place]>
    : Readonly<Record<never, never>>
  : Readonly<Record<never, never>>;

type ContentOf<Holder> = Holder extends { content: infer Content } ? Content : never;
type ValueOf<Content, Type extends keyof Content = keyof Content> = Type extends
  | 'application/json'
  | `${string}+json`
  | 'application/x-www-form-urlencoded'
  ? Content[Type]
  : Bytes;

/** Bodies that are no JSON. */
export type Bytes = Buffer | Readable | string;

export type ParamsOf<Op> = Parameters<Op, 'path'>;
export type QueryOf<Op> = Parameters<Op, 'query'>;
export type HeadersOf<Op> = Parameters<Op, 'header'>;

export type BodyOf<Op> = Op extends { requestBody: infer Body }
  ? ValueOf<ContentOf<Body>>
  : Op extends { requestBody?: infer Body }
    ? [NonNullable<Body>] extends [never]
      ? undefined
      : ValueOf<ContentOf<NonNullable<Body>>> | undefined
    : undefined;

type SuccessStatus = 200 | 201 | 202 | 203 | 204 | 206;
type AnswerContent<Answer> = Answer extends { content: infer Content }
  ? [keyof Content] extends [never]
    ? undefined
    : Content extends Record<string, unknown>
      ? ValueOf<Content>
      : undefined
  : undefined;

/** What a handler may give back: the body of a successful answer. */
export type AnswerOf<Op> = Op extends { responses: infer Answers }
  ? { [Status in keyof Answers & SuccessStatus]: AnswerContent<Answers[Status]> }[keyof Answers &
      SuccessStatus]
  : never;

export type Handler<Op> = (
  call: Call<Op>,
) => Promise<AnswerOf<Op> | FastifyReply> | AnswerOf<Op> | FastifyReply;

/** Handlers by operationId; those left out answer 501. */
export type Handlers<Operations> = { readonly [Id in keyof Operations]?: Handler<Operations[Id]> };

/** One checked request. */
export class Call<Op = unknown> {
  readonly params: ParamsOf<Op>;
  readonly query: QueryOf<Op>;
  /** Only the headers that the contract names, by its spelling. */
  readonly headers: HeadersOf<Op>;
  readonly body: BodyOf<Op>;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** Null in an open operation. */
  readonly principalOrNull: Principal | null;

  constructor(
    request: FastifyRequest,
    reply: FastifyReply,
    principal: Principal | null,
    parts: { params: unknown; query: unknown; headers: unknown; body: unknown },
  ) {
    this.request = request;
    this.reply = reply;
    this.principalOrNull = principal;
    this.params = parts.params as ParamsOf<Op>;
    this.query = parts.query as QueryOf<Op>;
    this.headers = parts.headers as HeadersOf<Op>;
    this.body = parts.body as BodyOf<Op>;
  }

  /** Who asks. Throws in an open operation, so that a right is never checked against nobody. */
  get principal(): Principal {
    if (this.principalOrNull === null) throw new VidetteError('unauthenticated', 'sign in first');
    return this.principalOrNull;
  }
}
