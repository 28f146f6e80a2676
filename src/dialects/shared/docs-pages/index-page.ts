/** The list of the contracts. */
import type { DocsContract } from '../docs-pages.ts';
import { operationsOf } from '../openapi.ts';
import { html, page } from './html.ts';

export function indexPage(contracts: readonly DocsContract[]): string {
  const rows = contracts.map(({ name, address, document, served }) => {
    const operations = operationsOf(document).length;
    return html`<tr><td><a href="/docs/${name}">${document.info.title}</a></td>
<td>${address === null ? html`<span class="dim">off</span>` : html`<code>${address}</code>`}</td>
<td>${served.size} of ${operations}</td><td><a href="/docs/${name}.json">OpenAPI ${document.openapi}</a></td></tr>`;
  });
  return page(
    'Vidette: APIs',
    html`<h1>APIs</h1><p class="dim">Vidette's own API and five others, over one core. An operation that is not served yet answers 501.</p>
<table><tr><th>API</th><th>address</th><th>operations served</th><th>document</th></tr>${rows}</table>`,
  );
}
