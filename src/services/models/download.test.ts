import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { generate } from 'selfsigned';
import { VidetteError } from '#domain/errors.ts';
import { tempFolder } from '../../../test/harness/temp-folder.ts';
import { knownModels } from './catalogue.ts';
import { download } from './download.ts';

const folder = tempFolder('models');

const failsAs = (code: string, text: RegExp) => (error: unknown) =>
  error instanceof VidetteError && error.code === code && text.test(error.message);

describe('fetching a file', async () => {
  const content = randomBytes(300_000);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const names = [{ name: 'commonName', value: 'localhost' }];
  const { cert, private: key } = await generate(names, {
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  });
  const asked: (string | undefined)[] = [];
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  const server = createServer({ cert, key }, (request, response) => {
    asked.push(request.headers.range);
    answer(request, response);
  });
  const path = join(folder, 'file.part');
  let origin = '';
  before(async () => {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    origin = `https://localhost:${(server.address() as AddressInfo).port}`;
  });
  after(() => server.close());
  beforeEach(() => {
    asked.length = 0;
    rmSync(path, { force: true });
  });
  const fetchIt = (change: object = {}) =>
    download({ url: `${origin}/model`, sizeBytes: content.length, sha256, ...change }, path, { ca: cert });
  const sendRange = (request: IncomingMessage, response: ServerResponse) => {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    const range = `bytes ${from}-${content.length - 1}/${content.length}`;
    if (from > 0) response.writeHead(206, { 'content-range': range });
    response.end(content.subarray(from));
  };

  test('goes on where it was cut off', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'content-length': content.length });
      response.write(content.subarray(0, 100_000), () => response.socket?.end());
    };
    await assert.rejects(fetchIt(), failsAs('unavailable', /cannot be fetched/));
    const have = readFileSync(path).length;
    assert.ok(have > 0 && have <= 100_000);
    answer = sendRange;
    await fetchIt();
    assert.deepEqual(asked, [undefined, `bytes=${have}-`]);
    assert.ok(readFileSync(path).equals(content));
    await fetchIt();
    assert.equal(asked.length, 2, 'what is there is not asked for again');
  });

  test('begins anew with a server that knows no parts, and over what is too long', async () => {
    answer = (_, response) => response.end(content);
    writeFileSync(path, content.subarray(0, 1_000));
    await fetchIt();
    writeFileSync(path, Buffer.concat([content, content]));
    await fetchIt();
    assert.ok(readFileSync(path).equals(content));
  });

  test('follows redirects, over HTTPS only', async () => {
    answer = (request, response) => {
      if (request.url === '/there') sendRange(request, response);
      else response.writeHead(302, { location: '/there' }).end();
    };
    await fetchIt();
    rmSync(path);
    answer = (_, response) => response.writeHead(302, { location: origin.replace('https', 'http') }).end();
    await assert.rejects(fetchIt(), failsAs('unavailable', /http:/));
    answer = (_, response) => response.writeHead(302, { location: '/model' }).end();
    await assert.rejects(fetchIt(), failsAs('unavailable', /on and on/));
    await assert.rejects(
      fetchIt({ url: `${origin.replace('https', 'http')}/` }),
      failsAs('unavailable', /http:/),
    );
  });

  test('takes no other bytes, and not more than it expects', async () => {
    const kept = () => readdirSync(folder).includes('file.part');
    answer = (_, response) => response.end(randomBytes(content.length));
    await assert.rejects(fetchIt(), failsAs('data_loss', /SHA-256/));
    assert.equal(kept(), false);
    answer = (_, response) => response.end(Buffer.concat([content, content]));
    await assert.rejects(fetchIt(), failsAs('data_loss', /more than 300000 bytes/));
    assert.equal(kept(), false);
    answer = (_, response) => response.writeHead(404).end();
    await assert.rejects(fetchIt(), failsAs('unavailable', /404/));
    answer = (_, response) => response.end(content.subarray(0, 10));
    await assert.rejects(fetchIt(), failsAs('unavailable', /ended early/));
  });
});

test('the catalogue names each model once, and addresses that stay what they are', () => {
  assert.equal(new Set(knownModels.map(({ name }) => name)).size, knownModels.length);
  for (const { url, sha256 } of knownModels) {
    assert.match(
      url,
      /^https:\/\/(raw|media)\.githubusercontent\.com\/.*\/[0-9a-f]{40}\/|\/releases\/download\//,
    );
    assert.match(sha256, /^[0-9a-f]{64}$/);
  }
});
