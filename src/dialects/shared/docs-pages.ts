/**
 * API pages: `/docs` lists the contracts, `/docs/<name>` shows one, `/docs/<name>.json` is the document itself. The pages are
 * made once, at start, and run no script.
 */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { contractPage } from './docs-pages/contract-page.ts';
import { indexPage } from './docs-pages/index-page.ts';
import { type ContractName, contractNames, loadContract, type OpenApiDocument } from './openapi.ts';

export interface DocsContract {
  readonly name: ContractName;
  /** Where this API is served here, `http://127.0.0.1:8090`; null while it is off. */
  readonly address: string | null;
  readonly document: OpenApiDocument;
  /** Ids of the operations that are served. */
  readonly served: ReadonlySet<string>;
}

export interface DocsOptions {
  /** Where each API is served and which of its operations. */
  readonly apis: Readonly<
    Partial<Record<ContractName, { readonly address: string | null; readonly served: readonly string[] }>>
  >;
}

const pageHeaders = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
  'cache-control': 'no-cache',
};

export async function docsPlugin(app: FastifyInstance, options: DocsOptions): Promise<void> {
  const contracts: DocsContract[] = contractNames.map((name) => ({
    name,
    address: options.apis[name]?.address ?? null,
    document: loadContract(name),
    served: new Set(options.apis[name]?.served ?? []),
  }));
  const sendPage = (reply: FastifyReply, page: string) =>
    reply.headers(pageHeaders).type('text/html; charset=utf-8').send(page);
  const index = indexPage(contracts);
  app.get('/docs', (_request, reply) => sendPage(reply, index));
  app.get('/docs/', (_request, reply) => sendPage(reply, index));
  for (const contract of contracts) {
    const page = contractPage(contract);
    const json = JSON.stringify(contract.document);
    app.get(`/docs/${contract.name}`, (_request, reply) => sendPage(reply, page));
    app.get(`/docs/${contract.name}.json`, (_request, reply) =>
      reply.header('cache-control', 'no-cache').type('application/json; charset=utf-8').send(json),
    );
  }
}
