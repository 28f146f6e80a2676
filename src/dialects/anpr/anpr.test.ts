import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pino } from 'pino';
import sharp from 'sharp';
import { adminPassword, TestCore } from '../../../test/harness/core.ts';
import type { WrongAnswer } from '../shared/answers.ts';
import { createListener } from '../shared/listener.ts';
import { Machine } from '../shared/machine.ts';
import { localMidnightMs, toLocalTime } from './map.ts';
import { installAnpr } from './plugin.ts';
import type { AnprPorts } from './ports.ts';

function serve(more: Partial<AnprPorts> = {}, core = new TestCore()) {
  const wrong: WrongAnswer[] = [];
  const app = createListener({ logger: pino({ level: 'silent' }) });
  installAnpr(app, {
    device: core.device(),
    cameras: core,
    pictures: core,
    machine: new Machine(core.clock, '/'),
    clock: core.clock,
    tokenKey: Buffer.alloc(32, 7),
    onAnswer: (answer) => wrong.push(answer),
    ...more,
  });
  const ask = async (
    url: string,
    options: { token?: string; payload?: string | object; method?: 'GET' | 'POST' } = {},
  ) => {
    const response = await app.inject({
      url,
      method: options.method ?? (options.payload === undefined ? 'GET' : 'POST'),
      headers: {
        ...(options.token !== undefined && { authorization: `Bearer ${options.token}` }),
        ...(typeof options.payload === 'string' && { 'content-type': 'application/json' }),
      },
      ...(options.payload !== undefined && { payload: options.payload }),
    });
    assert.deepEqual(wrong, []);
    return response;
  };
  const login = async (): Promise<string> => {
    const response = await ask('/api/login', { payload: { username: 'admin', password: adminPassword } });
    assert.equal(response.statusCode, 200);
    return response.json().data.token;
  };
  return { core, ask, login };
}

describe('anpr login', () => {
  it('gives a token that names user, role and its end, good for 600 s', async () => {
    const { core, ask, login } = serve();
    const token = await login();
    const end = core.clock.nowMs / 1000 + 600;
    assert.match(token, new RegExp(`^admin\\|admin\\|${end}\\.[0-9a-f]{64}$`));
    core.clock.nowMs += 599_000;
    assert.equal((await ask('/api/status', { token })).statusCode, 200);
    core.clock.nowMs += 1_000;
    const late = await ask('/api/status', { token });
    assert.deepEqual([late.statusCode, late.json().internal_code], [401, 1003]);
  });

  it('answers an unknown user and a wrong password alike', async () => {
    const { ask } = serve();
    const wrong = await ask('/api/login', { payload: { username: 'admin', password: 'wrong' } });
    const unknown = await ask('/api/login', { payload: { username: 'nobody', password: adminPassword } });
    assert.equal(wrong.statusCode, 401);
    assert.equal(wrong.json().internal_code, 1004);
    assert.deepEqual(unknown.json(), wrong.json());
  });

  it('tells malformed bodies apart by internal_code', async () => {
    const { ask } = serve();
    const bodies: [string | object, number][] = [
      ['{"username":', 3001],
      ['[]', 3001],
      ['"x"', 3001],
      ['{"__proto__":{}}', 3001],
      [{}, 3002],
      [{ username: 'admin' }, 3002],
      [{ username: 5, password: 'x' }, 3003],
      [{ username: '', password: 'x' }, 3004],
    ];
    for (const [payload, code] of bodies) {
      const response = await ask('/api/login', { payload });
      assert.deepEqual(
        [response.statusCode, response.json().internal_code],
        [400, code],
        JSON.stringify(payload),
      );
    }
  });

  it('refuses forged and garbled tokens', async () => {
    const { ask, login } = serve();
    const token = await login();
    const [claim, signature] = token.split('.') as [string, string];
    const forged = [
      `${claim.replace('|admin|', '|root|')}.${signature}`,
      `${claim}0.${signature}`,
      `${claim}.${signature.replace(/.$/, (last) => (last === '0' ? '1' : '0'))}`,
      claim,
      '.',
      'x',
    ];
    for (const other of forged) {
      const response = await ask('/api/status', { token: other });
      assert.deepEqual([response.statusCode, response.json().internal_code], [401, 1002], other);
    }
    assert.equal((await ask('/api/status')).json().internal_code, 1001);
  });

  it('takes no token of a blocked user', async () => {
    const { core, ask, login } = serve();
    const token = await login();
    core.people[0]!.blocked = true;
    assert.equal((await ask('/api/status', { token })).statusCode, 401);
  });
});

describe('anpr status', () => {
  it('tells figures of this machine and no plates where none are read', async () => {
    const { core, ask, login } = serve();
    const { data, ...wrapper } = (await ask('/api/status', { token: await login() })).json();
    assert.deepEqual(wrapper, { success: true, code: 200, message: 'Success', internal_code: 0 });
    assert.ok(data.disk_total > 0 && data.disk_free <= data.disk_total && data.ram_usage_percent > 0);
    assert.equal(data.current_time, toLocalTime(new Date(core.clock.nowMs)));
    assert.deepEqual(
      [data.number_of_plates_today, data.average_speed_today, data.number_of_cameras],
      [0, 0, 3],
    );
  });

  it('counts plates since local midnight', async () => {
    const asked: number[][] = [];
    const plates = {
      figures: async (_principal: unknown, fromMs: number, toMs: number) => {
        asked.push([fromMs, toMs]);
        return { count: 150, averageSpeed: 72.44, minimumSpeed: 40, maximumSpeed: 120 };
      },
    };
    const { core, ask, login } = serve({ plates });
    const { data } = (await ask('/api/status', { token: await login() })).json();
    assert.deepEqual([data.number_of_plates_today, data.average_speed_today], [150, 72.4]);
    assert.deepEqual(asked, [[localMidnightMs(new Date(core.clock.nowMs)), core.clock.nowMs]]);
  });
});

describe('anpr frames', () => {
  it('gives the frame of a camera by its number, uncached', async () => {
    const response = await serve().ask('/api/frame/1');
    assert.equal(response.statusCode, 200);
    assert.equal(response.headers['cache-control'], 'no-store');
    assert.equal((await sharp(response.rawPayload).metadata()).format, 'jpeg');
  });

  it('tells an unknown camera, one without a frame, and a number that is none apart', async () => {
    const { ask } = serve();
    const cases: [string, number, number][] = [
      ['3', 404, 4002],
      ['2', 503, 5005],
      ['one', 400, 3003],
      ['0', 400, 3004],
      ['1%00', 400, 3004],
    ];
    for (const [id, status, code] of cases) {
      const response = await ask(`/api/frame/${id}`);
      assert.deepEqual([response.statusCode, response.json().internal_code], [status, code], id);
      assert.equal(response.json().code, status);
    }
  });

  it('wraps unknown routes, wrong methods and what it does not serve', async () => {
    const { ask, login } = serve();
    assert.deepEqual((await ask('/api/nothing')).json().internal_code, 4001);
    const method = await ask('/api/frame/1', { method: 'POST' });
    assert.deepEqual(
      [method.statusCode, method.json().internal_code, method.headers.allow],
      [405, 4005, 'GET'],
    );
    const later = await ask('/api/sender', { token: await login() });
    assert.deepEqual([later.statusCode, later.json().success, later.json().data], [501, false, null]);
  });
});
