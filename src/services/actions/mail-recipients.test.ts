/** A mail server that takes a mail for some recipients only, from the event log to what arrives. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestScenarios } from '../../../test/harness/scenarios.ts';
import { until } from '../../../test/harness/vidette.ts';
import { startSmtp } from '../../../test/peers/smtp/smtp.ts';
import { mailSettings } from './mail-settings.fixture.ts';

const minuteMs = 60_000;
const [guard, later, gone] = ['guard@example.org', 'later@example.org', 'gone@example.org'] as const;

test('who is put off gets the mail later, who is refused is told, and nobody gets it twice or waits for that', async () => {
  let greylisted = true;
  const codes: Record<string, () => number> = {
    [later]: () => (greylisted ? 450 : 0),
    [gone]: () => 550,
  };
  await using server = await startSmtp({ refuse: (recipient) => codes[recipient]?.() ?? 0 });
  await using world = await openTestScenarios({
    mail: mailSettings(server),
  });
  const camera = await world.camera();
  await world.scenario({
    actions: [{ kind: 'mail', to: [guard, later, gone], subject: '{event_id}' }],
  });
  await world.work.start();
  const arrived = () => server.mails.map(({ to, headers }) => `${headers.get('subject')} ${to.join(' ')}`);
  const states = async () => (await world.actionRows()).map(({ target, state }) => `${target}: ${state}`);

  const first = await world.happens({ cameraId: camera.id });
  await world.read();
  const settled = (count: number) => async () => (await world.actionRows()).length === count;
  await until('it is known who has it', settled(3));
  world.clock.pass(minuteMs);
  const second = await world.happens({ cameraId: camera.id });
  await world.read();
  await until('the same of the next one', settled(6));
  assert.deepEqual(arrived(), [`${first.id} ${guard}`, `${second.id} ${guard}`]);
  assert.equal(world.said.filter((message) => message === 'an action failed').length, 1, 'told once');

  greylisted = false;
  await until('the rest has arrived', () => {
    world.clock.pass(minuteMs);
    world.work.queue.look();
    return server.mails.length >= 4;
  });
  await until('nothing waits', async () => (await states()).every((line) => !line.endsWith('waiting')));
  assert.deepEqual(arrived().slice(2), [`${first.id} ${later}`, `${second.id} ${later}`]);
  const all = `mail ${[gone, guard, later].join(', ')}: done`;
  const ofEach = [`mail ${later}: done`, `mail ${gone}: failed`];
  assert.deepEqual((await states()).sort(), [all, ...ofEach, all, ...ofEach].sort());
  const failed = (await world.actionRows()).filter(({ state }) => state === 'failed');
  assert.deepEqual(
    new Set(failed.map(({ message }) => message)),
    new Set([`the mail server: ${gone}: 550 refused`]),
  );

  // By hand it goes to nobody who has it.
  await world.actions.retry(world.admin, failed[0]!.uuid);
  await until('it is refused again', async () => (await states()).every((line) => !line.endsWith('waiting')));
  assert.equal(server.mails.length, 4);
});
