import assert from 'node:assert/strict';
import { createHash, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { describe, it } from 'node:test';
import { pino } from 'pino';
import { generate } from 'selfsigned';
import sharp from 'sharp';
import { adminPassword, streaming, TestCore, yard } from '../../../test/harness/core.ts';
import type { WrongAnswer } from '../shared/answers.ts';
import { createListener, startListener } from '../shared/listener.ts';
import { installIpcameraPlainHttp } from './plain-http.ts';
import { installIpcamera } from './plugin.ts';

const made = await generate([{ name: 'commonName', value: 'IP Camera' }], { keyType: 'ec' });
const logger = pino({ level: 'silent' });

function serve({ core = new TestCore(), cameraNumber = 0 } = {}) {
  const wrong: WrongAnswer[] = [];
  const app = createListener({ logger });
  installIpcamera(app, {
    device: core.device(),
    cameras: core,
    streams: core,
    pictures: core,
    certificate: made.cert,
    rtspPort: 8554,
    clock: core.clock,
    cameraNumber,
    onAnswer: (answer) => wrong.push(answer),
  });
  const ask = async (
    method: 'GET' | 'POST',
    url: string,
    headers: Record<string, string> = {},
    payload?: object,
  ) => {
    const response = await app.inject({ method, url, headers, ...(payload && { payload }) });
    assert.deepEqual(wrong, []);
    return response;
  };
  const auth = (password = adminPassword) => ask('POST', '/auth', {}, { password });
  const signIn = async () => {
    const { token, csrfToken } = (await auth()).json();
    return {
      token,
      csrfToken,
      bearer: { authorization: `Bearer ${token}` },
      cookie: { cookie: `session=${token}` },
    };
  };
  return { app, core, ask, auth, signIn };
}

describe('ipcamera sign-in', () => {
  it('trades the password for a token, a CSRF token and a cookie', async () => {
    const { ask, auth } = serve();
    const response = await auth();
    const { success, token, csrfToken } = response.json();
    assert.equal(success, true);
    assert.notEqual(token, csrfToken);
    const setCookie = String(response.headers['set-cookie']);
    assert.equal(setCookie, `session=${token}; Path=/; HttpOnly; Secure; SameSite=Strict`);
    const proofs: [string, Record<string, string>][] = [
      ['/status', { authorization: `Bearer ${token}` }],
      ['/status', { cookie: `other=1; session=${token}` }],
      [`/status?token=${token}`, {}],
    ];
    for (const [url, headers] of proofs) assert.equal((await ask('GET', url, headers)).statusCode, 200, url);
  });

  it('locks the account for 30 s after 5 failures, also for the right password and for every client', async () => {
    const { core, auth } = serve();
    for (let failure = 0; failure < 5; failure += 1) {
      const response = await auth('wrong');
      assert.equal(response.statusCode, 401);
      assert.deepEqual(response.json(), { success: false, error: 'Invalid password' });
    }
    const locked = await auth();
    assert.equal(locked.statusCode, 429);
    assert.deepEqual(locked.json(), {
      success: false,
      error: 'Too many attempts',
      lockout: true,
      lockoutRemaining: 30,
    });
    assert.equal(locked.headers['retry-after'], '30');
    core.clock.nowMs += 29_000;
    assert.equal((await auth()).json().lockoutRemaining, 1);
    core.clock.nowMs += 1_000;
    assert.equal((await auth()).statusCode, 200);
  });

  it('forgets failures after a success', async () => {
    const { auth } = serve();
    for (let round = 0; round < 3; round += 1) {
      for (let failure = 0; failure < 4; failure += 1) assert.equal((await auth('wrong')).statusCode, 401);
      assert.equal((await auth()).statusCode, 200);
    }
  });

  it('looks at no more than 5 of many guesses made at once', async () => {
    const { core, auth } = serve();
    const answers = await Promise.all(Array.from({ length: 40 }, (_, guess) => auth(`guess ${guess}`)));
    assert.equal(core.verified, 5);
    assert.equal(answers.filter(({ statusCode }) => statusCode === 401).length, 5);
    assert.equal(answers.filter(({ statusCode }) => statusCode === 429).length, 35);
  });

  it('says what is wrong with a body', async () => {
    const { app, ask } = serve();
    assert.deepEqual((await ask('POST', '/auth', {}, {})).json(), { error: 'Missing field' });
    const broken = await app.inject({
      method: 'POST',
      url: '/auth',
      headers: { 'content-type': 'application/json' },
      payload: '{"password":',
    });
    assert.deepEqual([broken.statusCode, broken.json()], [400, { error: 'Invalid JSON' }]);
  });

  it('asks for a token wherever the contract does not leave a route open', async () => {
    const { ask, signIn } = serve();
    const { token } = await signIn();
    for (const path of ['/status', '/snapshot', '/stream', '/cert', '/settings']) {
      const response = await ask('GET', path);
      assert.equal(response.statusCode, 401, path);
      assert.deepEqual(response.json(), { error: 'Authentication required' });
    }
    const garbled = { authorization: `Basic ${token}`, cookie: `session=${token}` };
    assert.equal((await ask('GET', '/status', garbled)).statusCode, 401);
    for (const path of ['/auth/status', '/cert/info']) assert.equal((await ask('GET', path)).statusCode, 200);
  });

  it('wants X-CSRF-Token of writes by cookie, not of bearers', async () => {
    const { ask, signIn } = serve();
    const { csrfToken, bearer, cookie } = await signIn();
    for (const headers of [cookie, { ...cookie, 'x-csrf-token': 'wrong' }]) {
      for (const path of ['/torch', '/auth/logout']) {
        const response = await ask('POST', path, headers);
        assert.deepEqual(
          [response.statusCode, response.json()],
          [403, { error: 'Invalid CSRF token' }],
          path,
        );
      }
    }
    assert.equal((await ask('POST', '/torch', { ...cookie, 'x-csrf-token': csrfToken })).statusCode, 501);
    assert.equal((await ask('POST', '/torch', bearer)).statusCode, 501);
  });

  it('ends a token at logout, and does nothing without one', async () => {
    const { ask, signIn } = serve();
    const { bearer } = await signIn();
    const out = await ask('POST', '/auth/logout', bearer);
    assert.deepEqual(out.json(), { success: true });
    assert.match(String(out.headers['set-cookie']), /Max-Age=0/);
    assert.equal((await ask('GET', '/status', bearer)).statusCode, 401);
    assert.equal((await ask('POST', '/auth/logout')).statusCode, 200);
  });

  it('takes no token once the user is blocked', async () => {
    const { core, ask, signIn } = serve();
    const { bearer } = await signIn();
    core.people[0]!.blocked = true;
    assert.equal((await ask('GET', '/status', bearer)).statusCode, 401);
  });

  it('lets 20 requests a second through', async () => {
    const { core, ask, signIn } = serve();
    const { bearer } = await signIn();
    for (let count = 0; count < 20; count += 1)
      assert.equal((await ask('GET', '/status', bearer)).statusCode, 200);
    const over = await ask('GET', '/cert/info');
    assert.deepEqual([over.statusCode, over.json()], [429, { error: 'Rate limit exceeded' }]);
    core.clock.nowMs += 1_000;
    assert.equal((await ask('GET', '/status', bearer)).statusCode, 200);
  });
});

describe('ipcamera certificate', () => {
  it('tells holder and dates to anyone, the certificate without its key to users', async () => {
    const { core, ask, signIn } = serve();
    core.clock.nowMs = Date.now();
    const info = (await ask('GET', '/cert/info')).json();
    assert.deepEqual([info.subject, info.status, info.downloadUrl], ['CN=IP Camera', 'valid', '/cert']);
    assert.ok(info.notBefore < info.notAfter);
    const { bearer } = await signIn();
    const response = await ask('GET', '/cert', bearer);
    assert.match(String(response.headers['content-type']), /^application\/x-pem-file/);
    assert.equal(new X509Certificate(response.body).serialNumber.toLowerCase(), info.serialNumber);
    assert.doesNotMatch(response.body, /PRIVATE/);
  });
});

describe('ipcamera video', () => {
  it('gives the present picture, or 503 without one', async () => {
    const { ask, signIn } = serve();
    const { bearer } = await signIn();
    const response = await ask('GET', '/snapshot', bearer);
    assert.equal((await sharp(response.rawPayload).metadata()).format, 'jpeg');
    const dead = serve({ cameraNumber: 2 });
    const refused = await dead.ask('GET', '/snapshot', (await dead.signIn()).bearer);
    assert.deepEqual([refused.statusCode, refused.json()], [503, { error: 'Camera not started' }]);
  });

  it('tells the state of the camera with all settings', async () => {
    const { core, ask, signIn } = serve();
    core.statuses.set(
      yard.id,
      streaming(yard.id, { audio: { codec: 'aac', sampleRate: 48_000, channels: 2, bitrateBps: 1 } }),
    );
    const status = (await ask('GET', '/status', (await signIn()).bearer)).json();
    const { settings, ...rest } = status;
    assert.deepEqual(rest, { clients: 0, wsClients: 0, streaming: false, cameraRunning: true });
    assert.deepEqual(
      [settings.resolution, settings.frameRate, settings.cameraId, settings.audioEnabled, settings.rtspPort],
      ['1920x1080', 25, '1', true, 8554],
    );
    assert.equal(settings.license.isPro, true);
    assert.equal(settings.rotation, 0);
  });

  it('streams MJPEG, counts the client, and ends when it leaves, logs out, or the server closes', async () => {
    const { app, core, ask, signIn } = serve();
    const running = await startListener(app, [{ host: '127.0.0.1', port: 0 }]);
    const open = async (token: string): Promise<IncomingMessage> => {
      const request = httpRequest(`${running.urls[0]}/stream?token=${token}`).end();
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      response.on('error', () => {});
      const [first] = await once(response, 'data');
      assert.match(String(first), /^--frame\r\nContent-Type: image\/jpeg/);
      return response;
    };
    const ended = (response: IncomingMessage) => new Promise((resolve) => response.once('close', resolve));
    try {
      const { token, bearer } = await signIn();
      const first = await open(token);
      assert.match(String(first.headers['content-type']), /^multipart\/x-mixed-replace; boundary=frame/);
      const status = (await ask('GET', '/status', bearer)).json();
      assert.deepEqual([status.clients, status.streaming, core.watching], [1, true, 1]);
      first.destroy();
      await until(() => core.watching === 0);
      const second = await open(token);
      await Promise.all([ended(second), ask('POST', '/auth/logout', bearer)]);
      assert.equal(core.watching, 0);
      const third = await open((await signIn()).token);
      await Promise.all([ended(third), running.close()]);
    } finally {
      await running.close(0);
    }
  });
});

describe('ipcamera dashboard', () => {
  it('is open and lets only its own script run', async () => {
    const response = await serve().ask('GET', '/');
    assert.equal(response.statusCode, 200);
    assert.match(String(response.headers['content-type']), /^text\/html/);
    const policy = String(response.headers['content-security-policy']);
    for (const [tag, directive] of [
      ['script', 'script-src'],
      ['style', 'style-src'],
    ] as const) {
      const content = new RegExp(`<${tag}>([^]*)</${tag}>`).exec(response.body)?.[1];
      assert.ok(content, tag);
      const digest = createHash('sha256').update(content).digest('base64');
      assert.ok(policy.includes(`${directive} 'sha256-${digest}'`), tag);
    }
  });
});

describe('ipcamera plain HTTP', () => {
  const start = async () => {
    const app = createListener({ logger });
    installIpcameraPlainHttp(app, { httpsPort: () => 8444 });
    return startListener(app, [{ host: '127.0.0.1', port: 0 }]);
  };

  it('sends people to HTTPS and refuses everything else', async () => {
    const running = await start();
    try {
      for (const path of ['/', '/index.html', '/assets/app.js?v=1', '/style.css']) {
        const response = await fetch(running.urls[0] + path, { redirect: 'manual' });
        assert.equal(response.status, 302, path);
        assert.equal(response.headers.get('location'), `https://127.0.0.1:8444${path}`);
      }
      const others: [string, RequestInit][] = [
        [
          '/auth',
          { method: 'POST', body: '{"password":"x"}', headers: { 'content-type': 'application/json' } },
        ],
        ['/auth/logout', { method: 'POST' }],
        ['/status', {}],
        ['/index.html', { method: 'POST' }],
        ['/%zz', {}],
      ];
      for (const [path, init] of others) {
        const response = await fetch(running.urls[0] + path, { ...init, redirect: 'manual' });
        assert.equal(response.status, 403, path);
        assert.deepEqual(await response.json(), { error: 'HTTPS required', httpsPort: 8444 });
      }
    } finally {
      await running.close(0);
    }
  });

  it('refuses WebSocket handshakes and hosts that are none', async () => {
    const running = await start();
    const raw = async (text: string) => {
      const socket = connect(running.ports[0]!, '127.0.0.1').setEncoding('utf8');
      let answer = '';
      socket.on('data', (data) => {
        answer += data;
      });
      socket.write(text);
      await once(socket, 'close');
      return answer;
    };
    const upgrade = 'GET /ws HTTP/1.1\r\nhost: a\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\r\n';
    assert.match(await raw(upgrade), /^HTTP\/1.1 403 .*"httpsPort":8444\}$/s);
    const hostile = 'GET / HTTP/1.1\r\nhost: evil.example/x?@a\r\nconnection: close\r\n\r\n';
    assert.match(await raw(hostile), /^HTTP\/1.1 403 /);
    await running.close(0);
  });
});

async function until(ask: () => boolean): Promise<void> {
  const deadline = performance.now() + 5_000;
  while (!ask()) {
    assert.ok(performance.now() < deadline, 'did not come true in time');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
