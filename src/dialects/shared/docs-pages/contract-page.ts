/** One contract: its operations by tag, each with parameters, body and answers, then its schemas. */
import type { DocsContract } from '../docs-pages.ts';
import { type JsonSchema, type Located, type MediaType, type Operation, operationsOf } from '../openapi.ts';
import { type Html, html, page } from './html.ts';
import { schemaText } from './schema-text.ts';

export function contractPage(contract: DocsContract): string {
  const { document, name, address, served } = contract;
  const operations = operationsOf(document);
  const tags = [...new Set(operations.flatMap((operation) => operation.tags))];
  const schemas = Object.entries(document.components?.schemas ?? {});
  return page(
    `${document.info.title}: Vidette`,
    html`<p><a href="/docs">APIs</a></p><h1>${document.info.title}</h1><p>${document.info.description ?? ''}</p>
<p class="dim">${address ?? 'off'} · ${served.size} of ${operations.length} operations served · <a href="/docs/${name}.json">OpenAPI ${document.openapi}</a></p>
<nav>${tags.map((tag) => html`<a href="#${tag}">${tag}</a>`)}<a href="#schemas">schemas</a></nav>
${tags.map((tag) => section(tag, operations, served))}
<h2 id="schemas">schemas</h2>${schemas.map(([id, schema]) => schemaBlock(id, schema as JsonSchema))}`,
  );
}

function section(tag: string, operations: readonly Operation[], served: ReadonlySet<string>): Html {
  const own = operations.filter((operation) => operation.tags[0] === tag);
  return html`<h2 id="${tag}">${tag}</h2>${own.map((operation) => operationBlock(operation, served.has(operation.id)))}`;
}

function operationBlock(operation: Operation, isServed: boolean): Html {
  const { method, path, summary, id, parameters, security } = operation;
  const rules = (operation.source['x-rules'] as string[] | undefined) ?? [];
  return html`<details id="${id}" class="${isServed ? '' : 'later'}">
<summary><span class="method ${method}">${method}</span><code>${path}</code><span class="dim">${summary}</span>
${isServed ? '' : html`<span class="tag">not served yet</span>`}${security.length === 0 ? html`<span class="tag">open</span>` : ''}</summary>
<div><p class="dim">${id}</p>
${rules.length > 0 && html`<ul>${rules.map((rule) => html`<li>${rule}</li>`)}</ul>`}
${parameters.length > 0 && parameterTable(operation)}
${Object.entries(operation.body).map(([type, body]) => mediaBlock(`body ${type}`, body))}
${Object.entries(operation.responses).map(
  ([
    status,
    { value, pointer },
  ]) => html`<h3>${status} <span class="dim">${value.description ?? ''}</span></h3>
${Object.entries(value.content ?? {}).map(([type, media]) => mediaBlock(type, { pointer, value: media }))}`,
)}</div></details>`;
}

function parameterTable({ parameters }: Operation): Html {
  return html`<table><tr><th>parameter</th><th>in</th><th>type</th><th></th></tr>${parameters.map(
    ({
      value,
    }) => html`<tr><td><code>${value.name}</code>${value.required ? ' *' : ''}</td><td>${value.in}</td>
<td><code>${schemaText(value.schema ?? {})}</code></td><td>${(value as { description?: string }).description ?? ''}</td></tr>`,
  )}</table>`;
}

function mediaBlock(title: string, { value }: Located<MediaType>): Html {
  const reference = (value.schema as { $ref?: string } | undefined)?.$ref?.split('/').at(-1);
  return html`<h3>${title} ${reference && html`<a href="#schema-${reference}">${reference}</a>`}</h3>
${value.schema && !reference && html`<pre>${schemaText(value.schema)}</pre>`}`;
}

function schemaBlock(id: string, schema: JsonSchema): Html {
  return html`<details id="schema-${id}"><summary><code>${id}</code><span class="dim">${String(schema.description ?? '')}</span></summary>
<div><pre>${schemaText(schema)}</pre></div></details>`;
}
