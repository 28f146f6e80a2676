import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noBrowser, untilInPage, waitForMotion } from './browser.ts';
import { FakePages } from './fake-pages.ts';
import { FakeWorld } from './fake-world.ts';
import { noMedia } from './tools.ts';

test('what changes around an open page', { skip: noBrowser || noMedia }, async (group) => {
  const pages = new FakePages();

  await group.test('what failed while the server was away is there again with it', async () => {
    const world = new FakeWorld();
    world.addCamera('Gate', pages.clip);
    world.native.addAlarm({ scenario_name: 'Night yard' });
    await using watched = await pages.open(world);
    watched.allow(/503/);
    const { page } = watched;
    await waitForMotion(page, '[data-tile] video');
    world.away = true;
    await page.getByRole('link', { name: 'Alarms' }).click();
    await page.getByRole('main').getByRole('alert').waitFor();
    await page.getByText('The server does not answer. Trying again').waitFor();
    await page.getByRole('link', { name: 'Live' }).click();
    await page.locator('[data-tile]').waitFor();
    await page.getByRole('link', { name: 'Alarms' }).click();
    await page.getByRole('main').getByRole('alert').waitFor();
    world.away = false;
    await page.getByRole('button', { name: /Night yard/ }).waitFor();
    assert.equal(await page.getByRole('main').getByRole('alert').count(), 0);
    watched.check();
  });

  await group.test('a write with the token of a former session is no missing right', async () => {
    const world = new FakeWorld();
    world.addCamera('Gate', pages.clip);
    world.native.addAlarm({ scenario_name: 'Night yard' });
    await using watched = await pages.open(world);
    watched.allow(/403/);
    const { page } = watched;
    await page.goto('/alarms');
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    world.csrfToken = 'of-another-window';
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Acknowledge' }).click();
    await dialog.getByText('You logged in again in another window').waitFor();
    await dialog.getByRole('button', { name: 'Acknowledge' }).click();
    await dialog.waitFor({ state: 'detached' });
    watched.check();
  });

  await group.test(
    'when another window logs in as somebody else, nothing of the former one stays',
    async () => {
      const world = new FakeWorld();
      world.addCamera('Gate', pages.clip);
      await using watched = await pages.open(world);
      const { page } = watched;
      await page.goto('/events');
      await page.getByText('No events here').waitFor();
      world.native.addEvent({
        event_type: 'tamper',
        camera_id: world.cameras[0]?.id ?? '',
        begin: Date.now(),
      });
      await page.getByTestId('event').waitFor();
      world.native.events.length = 0;
      world.person = { email: 'guard@example.org', login: 'guard' };
      world.rights = { is_superuser: false, permissions: ['camera_read', 'event_read'] };
      world.csrfToken = 'of-the-guard';
      await page.evaluate(`window.dispatchEvent(new Event('visibilitychange'))`);
      await page.getByRole('button', { name: 'Account of guard' }).waitFor();
      await untilInPage(page, `document.querySelectorAll('[data-testid=event]').length === 0`);
      assert.equal(await page.getByRole('link', { name: 'Scenarios' }).count(), 0);
      watched.check();
    },
  );
});
