/** Scenarios of the running product: a server that is killed while things happen, a loop, and a mail. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { parseJpegSize } from '#media/jpeg/jpeg.ts';
import { freePorts } from './harness/free-ports.ts';
import { tempFolder } from './harness/temp-folder.ts';
import { onlyHttp, type Running, startVidette, until } from './harness/vidette.ts';
import { smtpCa, startSmtp } from './peers/smtp/smtp.ts';

let vidette: Running;
let mailPort: number;

before(async () => {
  const caFile = join(tempFolder('smtp'), 'ca.pem');
  writeFileSync(caFile, smtpCa);
  [mailPort] = (await freePorts(1)) as [number];
  vidette = await startVidette({
    env: {
      ...onlyHttp,
      VIDETTE_DEMO: '1',
      VIDETTE_OUTBOUND_ALLOW_PRIVATE: '1',
      VIDETTE_MAIL_HOST: '127.0.0.1',
      VIDETTE_MAIL_PORT: String(mailPort),
      VIDETTE_MAIL_CA_FILE: caFile,
      VIDETTE_MAIL_FROM: 'cameras@example.org',
    },
  });
});
after(async () => {
  assert.equal(await vidette.stop(), 0, vidette.output());
});

interface Listed<T> {
  readonly items: readonly T[];
}

/** Asks until somebody answers: the server may be starting again. */
async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await until(`an answer of ${path}`, () =>
    vidette.api(method, `/api/v1${path}`, body).catch((error: unknown) => {
      // Nobody listens just now.
      if (error instanceof TypeError) return null;
      throw error;
    }),
  );
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body as T;
}

test('killed again and again, the server makes one alarm of each event, and each arrives at least once and in order', async () => {
  const arrived: string[] = [];
  const receiver = createServer(async (request, response) => {
    const body = (await json(request)) as { event: { details: { text: string } } };
    arrived.push(body.event.details.text);
    response.end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const { port } = receiver.address() as AddressInfo;
  const { id } = await ask<{ id: string }>('POST', '/scenarios', {
    name: 'By hand',
    when: { event_types: ['user_alarm'] },
    actions: [
      { kind: 'alarm', severity: 'high' },
      { kind: 'webhook', url: `http://127.0.0.1:${port}/`, secret: 'a secret of the test' },
    ],
  });
  const texts: string[] = [];
  for (let round = 0; round < 2; round += 1) {
    for (let n = 0; n < 4; n += 1) {
      const text = `${round} ${n}`;
      await ask('POST', '/user_alarms', { text });
      texts.push(text);
    }
    // While the scenarios are at it.
    const [pid] = vidette.pids('main.ts');
    process.kill(pid!, 'SIGKILL');
    await until('another server', () => {
      const [next] = vidette.pids('main.ts');
      return next !== undefined && next !== pid;
    });
  }
  await until('all have arrived', () => new Set(arrived).size === texts.length);
  const firsts = arrived.filter((text, at) => arrived.indexOf(text) === at);
  assert.deepEqual(firsts, texts);

  const { items: alarms } = await until('all are in the alarm', async () => {
    const page = await ask<Listed<{ events: number; severity: string }>>('GET', '/alarms');
    return page.items[0]?.events === texts.length && page;
  });
  assert.deepEqual(
    alarms.map(({ events, severity }) => [events, severity]),
    [[texts.length, 'high']],
  );

  await vidette.api('DELETE', `/api/v1/scenarios/${id}`);
  receiver.closeAllConnections();
  receiver.close();
});

test('a scenario whose receiver raises the next alarm is stopped, and shows it', async () => {
  let posts = 0;
  const receiver = createServer(async (request, response) => {
    await json(request);
    posts += 1;
    response.end();
    await ask('POST', '/user_alarms', { text: `again ${posts}` });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const { port } = receiver.address() as AddressInfo;
  const { id } = await ask<{ id: string }>('POST', '/scenarios', {
    name: 'Loop',
    when: { event_types: ['user_alarm'] },
    actions: [{ kind: 'webhook', url: `http://127.0.0.1:${port}/` }],
  });
  await ask('POST', '/user_alarms', { text: 'first' });
  await until('it is stopped', async () => {
    const { last_limited } = await ask<{ last_limited: number | null }>('GET', `/scenarios/${id}`);
    return last_limited !== null;
  });
  assert.equal(posts, 30);
  receiver.closeAllConnections();
  receiver.close();
});

test('motion before a camera is a mail with its picture, seconds later', async () => {
  await using mailServer = await startSmtp({ port: mailPort });
  const { cameras } = await ask<{ cameras: { id: string }[] }>('GET', '/cameras');
  const { id, ...camera } = cameras[0]!;
  await ask('POST', '/scenarios', {
    name: 'Street',
    when: { event_types: ['motion_detection'], camera_ids: [id] },
    actions: [{ kind: 'mail', to: ['street@example.org'] }],
  });
  const video_analytics = { motion_detection: { enabled: true, sensitivity: 8 } };
  await ask('PUT', `/cameras/${id}`, { ...camera, video_analytics });
  const mail = await until(
    'the mail',
    () => mailServer.mails.find(({ to }) => to.includes('street@example.org')),
    60_000,
  );
  assert.equal(mail.headers.get('subject'), 'Street: Motion Demo street');
  const [, picture] = /image\/jpeg[\s\S]*?\r\n\r\n([A-Za-z0-9+/=\r\n]+)/.exec(mail.body) ?? [];
  const size = parseJpegSize(Buffer.from(picture ?? '', 'base64'));
  assert.ok(size !== null && size.width >= 320, JSON.stringify(size));
});
