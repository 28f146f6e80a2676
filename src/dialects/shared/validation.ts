/**
 * Checks requests against their contract with Ajv (JSON Schema 2020-12, the dialect of OpenAPI 3.1). The document is added as a
 * whole and schemas are compiled by their JSON pointer, so that `$ref`s stay references and each component is compiled once.
 */
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { coerceParameter } from './coercion.ts';
import { ContractViolation, type Issue, type Where } from './errors.ts';
import { join, locate, type OpenApiDocument, type Operation, type Parameter } from './openapi.ts';

/** Base name under which the document is known to Ajv. */
const base = 'contract';
/** Bodies up to this size are told all that is wrong with them at once; of larger ones only the first. */
const allErrorsUpToBytes = 16_384;
const maxIssues = 50;

export class ContractValidator {
  readonly #document: OpenApiDocument;
  readonly #parameters: Ajv2020;
  readonly #bodies: Ajv2020;
  /** Made when the first body is wrong. */
  #bodiesAllErrors: Ajv2020 | null = null;

  constructor(document: OpenApiDocument) {
    this.#document = document;
    this.#parameters = makeAjv(document, { useDefaults: true, allErrors: true });
    this.#bodies = makeAjv(document, {});
  }

  /** A function that turns raw text values into typed ones, fills defaults in, and throws when they do not fit. */
  parameters(
    operation: Operation,
    where: 'path' | 'query' | 'header' | 'cookie',
  ): ((raw: Readonly<Record<string, unknown>>) => Record<string, unknown>) | null {
    const declared = operation.parameters.filter((parameter) => parameter.value.in === where);
    if (declared.length === 0) return null;
    const keys = declared.map(({ value }) => ({
      from: where === 'header' ? value.name.toLowerCase() : value.name,
      parameter: value,
      schema: this.#plainSchema(value),
    }));
    const validate = this.#parameters.compile({
      type: 'object',
      properties: Object.fromEntries(
        declared.map(({ value, pointer }) => [
          value.name,
          value.schema ? withDefault(value, pointer, this.#document) : {},
        ]),
      ),
      required: declared.filter(({ value }) => value.required).map(({ value }) => value.name),
    });
    return (raw) => {
      const values: Record<string, unknown> = {};
      for (const { from, parameter, schema } of keys) {
        const text = raw[from];
        if (text !== undefined)
          values[parameter.name] = coerceParameter(text, schema, parameter.explode ?? true);
      }
      if (!validate(values)) throw new ContractViolation(where, issues(validate.errors));
      return values;
    };
  }

  /** A function that throws when a parsed body does not fit. */
  body(operation: Operation, mediaType: string): (body: unknown, sizeBytes: number) => void {
    const located = operation.body[mediaType];
    if (!located?.value.schema) return () => {};
    const reference = { $ref: refTo(join(located.pointer, 'schema')) };
    const validate = this.#bodies.compile(reference);
    let validateAll: ValidateFunction | undefined;
    return (body, sizeBytes) => {
      if (validate(body)) return;
      if (sizeBytes > allErrorsUpToBytes) throw new ContractViolation('body', issues(validate.errors));
      validateAll ??= this.#compileAllErrors(reference);
      validateAll(body);
      throw new ContractViolation('body', issues(validateAll.errors ?? validate.errors));
    };
  }

  /** What is wrong with a value for the schema at a pointer, null when nothing. For tests of responses. */
  check(pointer: string, value: unknown): readonly Issue[] | null {
    const validate = this.#compileAllErrors({ $ref: refTo(pointer) });
    return validate(value) ? null : issues(validate.errors);
  }

  /** The schema of a form body, references followed, for turning its text into types. */
  formSchema(operation: Operation, mediaType: string): Readonly<Record<string, unknown>> {
    const located = operation.body[mediaType];
    if (!located?.value.schema) return {};
    const schema = locate<Record<string, unknown>>(this.#document, join(located.pointer, 'schema')).value;
    const properties = (schema.properties as Record<string, Record<string, unknown>> | undefined) ?? {};
    return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, this.#follow(value)]));
  }

  #compileAllErrors(schema: { $ref: string }): ValidateFunction {
    this.#bodiesAllErrors ??= makeAjv(this.#document, { allErrors: true });
    return this.#bodiesAllErrors.compile(schema);
  }

  #plainSchema(parameter: Parameter): Readonly<Record<string, unknown>> {
    return this.#follow(parameter.schema ?? {});
  }

  #follow(schema: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    const target =
      typeof schema.$ref === 'string'
        ? locate<Record<string, unknown>>(this.#document, decodeURIComponent(schema.$ref.slice(1))).value
        : schema;
    return target.items
      ? { ...target, items: this.#follow(target.items as Record<string, unknown>) }
      : target;
  }
}

/** Ajv fills in a default only where it stands beside the `$ref`, not behind it. */
function withDefault(
  parameter: Parameter,
  pointer: string,
  document: OpenApiDocument,
): Record<string, unknown> {
  const schema = locate<Record<string, unknown>>(document, join(pointer, 'schema')).value;
  const reference = { $ref: refTo(join(pointer, 'schema')) };
  return parameter.required || schema.default === undefined
    ? reference
    : { ...reference, default: schema.default };
}

function refTo(pointer: string): string {
  return `${base}#${pointer.split('/').map(encodeURIComponent).join('/')}`;
}

function makeAjv(
  document: OpenApiDocument,
  options: { useDefaults?: boolean; allErrors?: boolean },
): Ajv2020 {
  // Not strict: a contract carries keys of OpenAPI and extensions (`x-…`) that are no keywords of JSON Schema.
  const ajv = new Ajv2020({
    strict: false,
    verbose: false,
    validateSchema: false,
    // Of alternatives that a field tells apart, only what is wrong with the one that was meant.
    discriminator: true,
    ...options,
  });
  (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
  ajv.addSchema(forAjv(document), base);
  return ajv;
}

interface Told {
  readonly discriminator?: { readonly propertyName?: unknown };
  readonly oneOf?: unknown;
}

/**
 * Ajv reads the mapping of a discriminator from the constants in the alternatives and refuses one that is written down; it knows them
 * for `oneOf` only, and lets pass by what is no object.
 */
function forAjv(document: OpenApiDocument): object {
  const reviver = (_: string, value: unknown) => {
    const propertyName = (value as Told | null)?.discriminator?.propertyName;
    if (typeof propertyName !== 'string') return value;
    const { discriminator: _told, ...rest } = value as Told;
    return Array.isArray(rest.oneOf) ? { ...rest, type: 'object', discriminator: { propertyName } } : rest;
  };
  return JSON.parse(JSON.stringify(document), reviver) as object;
}

function issues(errors: ErrorObject[] | null | undefined): Issue[] {
  return (errors ?? []).slice(0, maxIssues).map((error) => {
    const field = error.instancePath
      .split('/')
      .slice(1)
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
      .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
    const missing = (error.params as { missingProperty?: string }).missingProperty;
    const extra = (error.params as { additionalProperty?: string }).additionalProperty;
    const { tag } = error.params as { tag?: string };
    const name = missing ?? extra ?? tag;
    return {
      field: name === undefined ? field : [...field, name],
      message: message(error),
      keyword: error.keyword,
    };
  });
}

function message(error: ErrorObject): string {
  if (error.keyword === 'required') return 'is required';
  if (error.keyword === 'additionalProperties') return 'is not known';
  if (error.keyword === 'discriminator') return 'is none of the known ones';
  if (error.keyword === 'enum') {
    return `must be one of ${(error.params.allowedValues as unknown[]).map((value) => JSON.stringify(value)).join(', ')}`;
  }
  return error.message ?? 'is not valid';
}

export type { Where };
