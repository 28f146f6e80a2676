import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import Fastify from 'fastify';
import { html } from './docs-pages/html.ts';
import { schemaText } from './docs-pages/schema-text.ts';
import { docsPlugin } from './docs-pages.ts';
import { contractNames, loadContract } from './openapi.ts';

const app = Fastify();
await app.register(docsPlugin, {
  apis: { anpr: { address: 'http://127.0.0.1:8093', served: ['login', 'getFrame'] } },
});

describe('API pages', () => {
  it('list the contracts with their addresses', async () => {
    for (const path of ['/docs', '/docs/']) {
      const { statusCode, headers, body } = await app.inject({ url: path });
      assert.equal(statusCode, 200);
      assert.match(String(headers['content-type']), /^text\/html/);
      for (const name of contractNames) assert.ok(body.includes(`href="/docs/${name}"`), name);
      assert.ok(body.includes('http://127.0.0.1:8093') && body.includes('2 of 18'));
    }
  });

  it('show every operation of a contract and load nothing from elsewhere', async () => {
    for (const name of contractNames) {
      const { body, headers } = await app.inject({ url: `/docs/${name}` });
      for (const path of Object.keys(loadContract(name).paths))
        assert.ok(body.includes(`<code>${path}</code>`), path);
      assert.doesNotMatch(body, /<script|<link|<img|src=/);
      assert.match(String(headers['content-security-policy']), /default-src 'none'/);
    }
    const { body } = await app.inject({ url: '/docs/anpr' });
    assert.equal(body.match(/not served yet/g)?.length, 16);
  });

  it('give the documents themselves', async () => {
    for (const name of contractNames) {
      assert.deepEqual((await app.inject({ url: `/docs/${name}.json` })).json(), loadContract(name));
    }
  });

  it('escape what they show', () => {
    assert.equal(
      html`<b>${'<script>"&\''}</b>${[1, html`<i>x</i>`]}`.text,
      '<b>&#60;script&#62;&#34;&#38;&#39;</b>1<i>x</i>',
    );
  });

  it('write schemas short', () => {
    const schema = {
      type: 'object',
      required: ['id'],
      properties: {
        id: { type: 'integer', minimum: 1 },
        names: { type: 'array', items: { type: 'string', maxLength: 5 }, description: 'short ones' },
        kind: { oneOf: [{ $ref: '#/components/schemas/Kind' }, { enum: ['a'] }] },
      },
    };
    assert.equal(
      schemaText(schema),
      '{\n  id: integer (1..)\n  names?: string (..5 characters)[]  // short ones\n  kind?: Kind | "a"\n}',
    );
  });
});
