/** Events, alarms and scenarios as a person meets them, against the fake server: what comes live, what is interrupted, what is asked. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../harness/vidette.ts';
import { noBrowser, phone } from './browser.ts';
import { FakePages } from './fake-pages.ts';
import { FakeWorld } from './fake-world.ts';
import { noMedia } from './tools.ts';

const minute = 60_000;

test('events, alarms, scenarios', { skip: noBrowser || noMedia }, async (group) => {
  const pages = new FakePages();

  await group.test('events come live, also those of an interruption; a filter keeps others out', async () => {
    const world = new FakeWorld();
    const { id } = world.addCamera('Gate', pages.clip);
    const { native } = world;
    native.addEvent({ event_type: 'motion_detection', camera_id: id, begin: Date.now() - 5 * minute });
    await using watched = await pages.open(world);
    const { page, server } = watched;
    const rows = page.getByTestId('event');
    await page.goto('/events');
    await rows.filter({ hasText: 'Motion' }).waitFor();
    await page.getByText('Live', { exact: true }).last().waitFor();
    native.addEvent({ event_type: 'line_crossing', camera_id: id, begin: Date.now(), name: 'Gate line' });
    await rows.filter({ hasText: 'Line crossing · Gate line' }).waitFor();
    watched.allow(/WebSocket connection/);
    const { change } = native;
    server.cutLive();
    native.addEvent({ event_type: 'zone', camera_id: id, begin: Date.now(), name: 'Yard' });
    await rows.filter({ hasText: 'Zone · Yard' }).waitFor();
    assert.equal(native.lastAfter, String(change));
    assert.equal(await rows.count(), 3);
    await page.getByPlaceholder('All but objects seen').click();
    await page.getByRole('option', { name: 'Line crossing' }).click();
    await until('one row', async () => (await rows.count()) === 1);
    native.addEvent({ event_type: 'motion_detection', camera_id: id, begin: Date.now() });
    native.addEvent({ event_type: 'line_crossing', camera_id: id, begin: Date.now(), name: 'Second' });
    await rows.filter({ hasText: 'Second' }).waitFor();
    assert.equal(await rows.count(), 2);
    watched.check();
  });

  await group.test('a reader who has scrolled is told of new events, not moved by them', async () => {
    const world = new FakeWorld();
    const { id } = world.addCamera('Gate', pages.clip);
    for (let index = 1; index <= 60; index += 1)
      world.native.addEvent({ event_type: 'zone', camera_id: id, begin: Date.now() - index * minute });
    await using watched = await pages.open(world);
    const { page } = watched;
    await page.goto('/events');
    const rows = page.getByTestId('event');
    await rows.nth(40).scrollIntoViewIfNeeded();
    const shown = await rows.count();
    world.native.addEvent({ event_type: 'zone', camera_id: id, begin: Date.now(), name: 'New' });
    await page.getByRole('button', { name: '1 new event' }).click();
    await rows.filter({ hasText: 'Zone · New' }).waitFor();
    assert.equal(await rows.count(), shown + 1);
    watched.check();
  });

  await group.test('the chart counts by days of the browser, each of which leads to its events', async () => {
    const world = new FakeWorld();
    const { id } = world.addCamera('Gate', pages.clip);
    // In Berlin both are of the same day, in UTC of two.
    const day = 24 * 60 * minute;
    const midnight = Math.floor(Date.now() / day) * day - 12 * day;
    for (const begin of [midnight - 10 * minute, midnight + 10 * minute])
      world.native.addEvent({ event_type: 'zone', camera_id: id, begin });
    await using watched = await pages.open(world);
    const { page } = watched;
    await page.goto('/events?period=month');
    await page.getByText('2 events, by the day').waitFor();
    const date = new Date(midnight).toLocaleDateString('en-GB', {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      timeZone: 'Europe/Berlin',
    });
    await page.getByRole('button', { name: `${date}: 2`, exact: true }).click();
    await page.getByText('2 events, by the hour').waitFor();
    await until('both events', async () => (await page.getByTestId('event').count()) === 2);
    await page.goto('/events?period=all');
    await page.getByText('2 events, by the day').waitFor();
    watched.check();
  });

  await group.test(
    'an event leads to its moment of the archive, with its box; keys go on to others',
    async () => {
      const world = new FakeWorld();
      const { id } = world.addCamera('Gate', pages.clip);
      const begin = Date.now() - 20 * minute;
      world.native.addEvent({
        event_type: 'line_crossing',
        camera_id: id,
        begin,
        name: 'Gate line',
        bbox: [0.2, 0.3, 0.5, 0.8],
      });
      world.native.addEvent({
        event_type: 'tamper',
        camera_id: id,
        begin: begin - 5 * minute,
        details: { cause: 'moved' },
      });
      await using watched = await pages.open(world);
      const { page } = watched;
      await page.goto('/events');
      await page.getByTestId('event').nth(1).waitFor();
      await page.keyboard.press('j');
      await page.keyboard.press('Enter');
      await page.getByTestId('event-box').getByText('Line crossing · Gate line').waitFor();
      const shownMs = async () => Number(await page.getByTestId('picture-time').getAttribute('data-ms'));
      await page.keyboard.press('p');
      await until(
        'the earlier event',
        async () => Math.abs((await shownMs()) - (begin - 5 * minute)) < 5_000,
      );
      await page.keyboard.press('n');
      await until('the later event', async () => Math.abs((await shownMs()) - begin) < 5_000);
      await page.keyboard.press('n');
      await page.getByText('No later event').waitFor();
      watched.check();
    },
  );

  await group.test('the state of a camera: counters from 0, heat map, what was just seen', async () => {
    const world = new FakeWorld();
    const { id } = world.addCamera('Gate', pages.clip, { video_storage: { mode: 'manual' } });
    world.native.counters.push({ camera_id: id, line: 'Door', in: 12, out: 9, since: Date.now() - minute });
    await using watched = await pages.open(world);
    const { page } = watched;
    await page.goto(`/cameras/${id}`);
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    await page.getByRole('button', { name: 'Stop recording' }).waitFor();
    assert.equal(world.native.recordings.get(id), true);
    await page.keyboard.press('e');
    await page.getByTestId('counter').getByText('12').waitFor();
    await page.getByRole('button', { name: 'Count Door from 0' }).click();
    await page.getByTestId('counter').getByText('12').waitFor({ state: 'hidden' });
    await page.getByRole('radiogroup', { name: 'Heat map' }).getByText('Hour').click();
    await page.getByTestId('heat-map').waitFor();
    world.native.addEvent({ event_type: 'zone', camera_id: id, begin: Date.now(), name: 'Yard', end: null });
    await page.getByRole('log', { name: 'Just seen' }).getByText('Zone · Yard').waitFor();
    watched.check();
  });

  await group.test(
    'an alarm rings at the bell, is acknowledged with a note and closed, by keys alone',
    async () => {
      const world = new FakeWorld();
      const { id } = world.addCamera('Gate', pages.clip);
      await using watched = await pages.open(world);
      const { page } = watched;
      await page.goto('/alarms');
      await page.getByText('No open alarms').waitFor();
      const alarm = world.native.addAlarm({ camera_ids: [id] });
      await page.getByRole('status', { name: '1 open' }).waitFor();
      await page.getByRole('button', { name: /Night yard/ }).waitFor();
      await page.keyboard.press('j');
      await page.keyboard.press('a');
      await page.getByRole('dialog').getByLabel('Note').fill('The cleaners');
      await page.keyboard.press('Control+Enter');
      await page.getByText('No open alarms').waitFor();
      assert.deepEqual([alarm.state, alarm.note], ['acknowledged', 'The cleaners']);
      await page.getByRole('radiogroup', { name: 'Show' }).getByText('Acknowledged').click();
      await page.getByText('The cleaners').waitFor();
      await page.keyboard.press('j');
      await page.keyboard.press('c');
      await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click();
      await until('closed', () => alarm.state === 'closed');
      watched.check();
    },
  );

  await group.test(
    'a scenario is made, switched off, and its failed action tried again; arming',
    async () => {
      const world = new FakeWorld();
      const { native } = world;
      await using watched = await pages.open(world);
      const { page } = watched;
      await page.goto('/scenarios');
      await page.getByRole('button', { name: 'Add scenario' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Night yard');
      await dialog.getByRole('button', { name: 'Add an action' }).click();
      await page.getByRole('menuitem', { name: 'E-mail' }).click();
      await dialog.getByRole('button', { name: 'Save' }).click();
      await dialog.getByText('This is needed').waitFor();
      await dialog.getByPlaceholder('guard@example.org').fill('guard@example.org');
      await page.keyboard.press('Enter');
      await dialog.getByText('When armed').click();
      await dialog.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Night yard', { exact: true }).waitFor();
      const [scenario] = native.scenarios;
      assert.deepEqual(scenario?.when, {
        event_types: ['line_crossing'],
        phases: ['begin'],
        arming: 'armed',
      });
      assert.deepEqual(scenario?.actions.at(-1), { kind: 'mail', to: ['guard@example.org'], snapshot: true });
      await page.getByRole('switch', { name: 'Night yard on or off' }).press('Space');
      await until('switched off', () => native.scenarios[0]?.enabled === false);
      native.actions.push({
        id: '00000000-0000-4000-8000-000000000009',
        state: 'failed',
        kind: 'webhook',
        target: 'webhook example.org #1',
        scenario_id: scenario?.id ?? null,
        event_id: 'e',
        camera_id: null,
        created: Date.now(),
        attempts: 9,
        message: 'answered 500',
      });
      await page.reload();
      await page.getByText('answered 500').waitFor();
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByText('answered 500').waitFor({ state: 'hidden' });
      await page.getByRole('button', { name: 'Arming: Disarmed' }).click();
      await page.getByRole('button', { name: 'Arm', exact: true }).click();
      await page.getByRole('button', { name: 'Arming: Armed' }).waitFor();
      assert.equal(native.armed, true);
      watched.check();
    },
  );

  await group.test('a zone is drawn, moved and taken back with the keyboard alone', async () => {
    const world = new FakeWorld();
    const camera = world.addCamera('Gate', pages.clip);
    await using watched = await pages.open(world);
    const { page } = watched;
    await page.goto(`/cameras/${camera.id}/analytics`);
    await page.getByRole('switch', { name: /^Zones and loitering/ }).press('Space');
    await page.getByRole('button', { name: 'Add a zone', exact: true }).press('Enter');
    for (const keys of ['Shift+ArrowLeft', 'Shift+ArrowRight', 'Shift+ArrowUp']) {
      await page.keyboard.press(keys);
      await page.keyboard.press('Space');
    }
    await page.keyboard.press('Enter');
    const point = (n: number) => page.getByRole('button', { name: new RegExp(`^Point ${n} of Zone 1`) });
    await point(3).waitFor();
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate('document.activeElement.getAttribute("data-point")'), '0');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('+');
    await point(4).waitFor();
    await page.keyboard.press('Delete');
    await point(4).waitFor({ state: 'hidden' });
    await page.keyboard.press('Control+s');
    await page.getByText('Analytics of Gate are saved').waitFor();
    const saved = () =>
      (camera.video_analytics as { zone_detection: { zones: { points: unknown }[] } }).zone_detection;
    assert.deepEqual(saved().zones[0]?.points, [
      [0.46, 0.5],
      [0.5, 0.5],
      [0.5, 0.45],
    ]);
    await page.getByRole('application', { name: /^Picture with zones/ }).focus();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Remove Zone 1' }).press('Enter');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('textbox', { name: 'Name' }).waitFor();
    watched.check();
  });

  await group.test('who may only watch is offered only that, and nothing is asked in vain', async () => {
    const world = new FakeWorld();
    world.rights = { is_superuser: false, permissions: ['camera_read'] };
    const { id } = world.addCamera('Gate', pages.clip);
    await using watched = await pages.open(world);
    const { page } = watched;
    await page.goto(`/cameras/${id}`);
    await page.getByRole('slider', { name: 'Timeline of the recordings' }).waitFor();
    assert.deepEqual(await page.getByRole('navigation', { name: 'Main' }).getByRole('link').allInnerTexts(), [
      'Live',
      'Cameras',
      'System',
    ]);
    const native = /\/api\/.*(alarms|arming|eventlog|scenarios|recording)/;
    assert.deepEqual(
      world.requests.filter((request) => native.test(request)),
      [],
    );
    assert.equal(world.native.sockets.size, 0);
    for (const name of ['Edit camera', 'Analytics', 'Analysis and events', 'Export a clip', 'Next event'])
      assert.equal(await page.getByRole('button', { name, exact: true }).count(), 0, name);
    await page.goto('/cameras?add=true');
    await page.getByRole('link', { name: 'Gate' }).waitFor();
    assert.equal(await page.getByRole('button', { name: /Add camera|Actions for/ }).count(), 0);
    assert.equal(await page.getByRole('dialog').count(), 0);
    for (const path of ['/scenarios', `/cameras/${id}/analytics`]) {
      await page.goto(path);
      await page.getByText('You lack the right for this').waitFor();
    }
    world.cameras.length = 0;
    await page.goto('/');
    await page.getByText('You may see none yet').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Add camera' }).count(), 0);
    watched.check();
  });

  await group.test('every page fits a phone', async () => {
    const world = new FakeWorld();
    const { id } = world.addCamera('Gate', pages.clip);
    world.native.addEvent({
      event_type: 'line_crossing',
      camera_id: id,
      begin: Date.now() - minute,
      name: 'A line with a long name',
    });
    world.native.addAlarm({ camera_ids: [id] });
    await using watched = await pages.open(world, phone);
    const { page } = watched;
    for (const path of ['/events', '/alarms', '/scenarios', `/cameras/${id}/analytics`]) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      assert.equal(overflow, 0, path);
    }
    await page.getByRole('button', { name: 'Account of admin' }).click();
    await page.getByRole('menuitem', { name: 'Scenarios' }).click();
    await page.getByRole('heading', { name: 'Scenarios' }).waitFor();
    watched.check();
  });
});
