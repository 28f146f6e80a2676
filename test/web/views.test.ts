import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { until } from '../harness/vidette.ts';
import { noBrowser, openPage, phone, untilInPage, waitForMotion } from './browser.ts';
import { FakePages } from './fake-pages.ts';
import { fakePassword, startFakeServer } from './fake-server.ts';
import { FakeWorld } from './fake-world.ts';
import { noMedia } from './tools.ts';

const minute = 60_000;

/** Where a moment lies on the timeline that shows an hour up to a little after now. */
async function clickTimeline(
  page: Page,
  minutesAgo: number,
  action: 'click' | 'hover' = 'click',
): Promise<void> {
  const slider = page.getByRole('slider', { name: 'Timeline of the recordings' });
  const box = await slider.boundingBox();
  assert.ok(box !== null);
  const from = Number(await slider.getAttribute('aria-valuemin'));
  const to = Number(await slider.getAttribute('aria-valuemax'));
  const x = box.x + ((Date.now() - minutesAgo * minute - from) / (to - from)) * box.width;
  await page.mouse.move(x, box.y + 50);
  if (action === 'click') await page.mouse.click(x, box.y + 50);
}

const shownMs = async (page: Page) => Number(await page.getByTestId('picture-time').getAttribute('data-ms'));

test('views', { skip: noBrowser || noMedia }, async (group) => {
  const pages = new FakePages();

  await group.test('a wrong password says what to do; log-out leads back to the log-in page', async () => {
    await using server = await startFakeServer(new FakeWorld());
    await using watched = await openPage(pages.browser, server.url);
    const { page } = watched;
    await page.goto('/system');
    await page.getByLabel('Login or e-mail').fill('admin');
    await page.getByLabel('Password', { exact: true }).fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByText('Login or password is wrong').waitFor();
    await page.getByLabel('Password', { exact: true }).fill(fakePassword);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'System', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Account of admin' }).click();
    await page.getByRole('menuitem', { name: 'Log out' }).click();
    await page.getByLabel('Login or e-mail').waitFor();
    watched.check();
  });

  await group.test('without a camera the wall leads to adding one; check and new place inline', async () => {
    const world = new FakeWorld();
    world.places.length = 0;
    await using watched = await pages.open(world);
    const { page } = watched;
    await page.getByRole('button', { name: 'Add camera' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: false }).first().fill('Back door');
    await dialog.getByLabel('Address of the stream').fill('rtsp://admin:s%3Acret@10.0.0.7/1');
    await dialog.getByRole('button', { name: 'Check' }).click();
    await dialog.getByText('H.264 · 640 × 360 · 20 fps').waitFor();
    assert.equal(await dialog.getByLabel('Address of the stream').inputValue(), 'rtsp://10.0.0.7/1');
    assert.equal(await dialog.getByLabel('User name').inputValue(), 'admin');
    world.probe = { ok: false, failure: 'wrong_credentials', message: '401 Unauthorized' };
    await dialog.getByLabel('User name').fill('guest');
    await dialog.getByRole('button', { name: 'Check' }).click();
    await dialog.getByText('Camera refuses the password').waitFor();
    await dialog.getByRole('textbox', { name: 'Place' }).fill('Yard');
    await page.getByRole('option', { name: 'Create “Yard”' }).click();
    await untilInPage(page, `document.querySelector('[role=dialog] input[value="Yard"]') !== null`);
    assert.deepEqual(
      world.places.map(({ name }) => name),
      ['Yard'],
    );
    watched.check();
  });

  await group.test('a camera is edited and deleted, with a question before', async () => {
    const world = new FakeWorld();
    const camera = world.addCamera('Gate', pages.clip);
    await using watched = await pages.open(world);
    const { page } = watched;
    await page.getByRole('link', { name: 'Cameras' }).click();
    await page.getByRole('button', { name: 'Actions for Gate' }).click();
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    await page.getByRole('dialog').getByLabel('Name', { exact: false }).first().fill('Gate east');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('link', { name: 'Gate east' }).waitFor();
    assert.equal(camera.name, 'Gate east');
    assert.deepEqual(camera.video_storage, { mode: 'continuous', max_days: 30 });
    await page.getByRole('button', { name: 'Actions for Gate east' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Delete camera' }).click();
    await page.getByText('No camera yet').waitFor();
    assert.equal(world.cameras.length, 0);
    watched.check();
  });

  await group.test(
    'the keyboard moves over the wall, enlarges a tile, changes the grid and turns pages',
    async () => {
      const world = new FakeWorld();
      for (let index = 1; index <= 6; index += 1) world.addCamera(`Camera ${index}`, pages.clip);
      await using watched = await pages.open(world);
      const { page } = watched;
      await page.locator('[data-tile]').nth(5).waitFor();
      const focused = () => page.evaluate('document.activeElement.getAttribute("aria-label")');
      await page.keyboard.press('ArrowRight');
      assert.equal(await focused(), 'Camera 2: Online');
      await page.keyboard.press('Enter');
      await page.locator('[data-tile][data-maximised]').waitFor();
      await page.keyboard.press('Escape');
      assert.equal(await page.locator('[data-tile][data-maximised]').count(), 0);
      await page.keyboard.press('2');
      await page.getByText('1 / 2').waitFor();
      assert.equal(await page.locator('[data-tile]').count(), 4);
      await page.keyboard.press('PageDown');
      await page.getByText('2 / 2').waitFor();
      assert.equal(await page.locator('[data-tile]').count(), 2);
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keys' }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog', { name: 'Keys' }).waitFor({ state: 'hidden' });
      await page
        .locator('[data-tile]')
        .first()
        .dblclick({ position: { x: 60, y: 40 } });
      await page.getByRole('slider', { name: 'Timeline of the recordings' }).waitFor();
      watched.check();
    },
  );

  await group.test('the wall leads to the cameras that are offline, and back', async () => {
    const world = new FakeWorld();
    for (let index = 1; index <= 6; index += 1)
      world.addCamera(`Camera ${index}`, pages.clip, { failed: index === 2 || index === 5 });
    await using watched = await pages.open(world);
    const { page } = watched;
    await page.getByRole('link', { name: '2 offline: show them in the list of cameras' }).press('Enter');
    await page.waitForURL('**/cameras?show=offline');
    const names = page.getByRole('table').getByRole('link', { name: /^Camera/ });
    await names.nth(1).waitFor();
    assert.deepEqual(await names.allInnerTexts(), ['Camera 2', 'Camera 5']);
    await page.getByLabel('Search cameras').fill('5');
    await until('one camera', async () => (await names.count()) === 1);
    await page.getByLabel('Search cameras').fill('');
    await page.goBack();
    await page.locator('[data-tile]').first().waitFor();
    await page.goForward();
    await names.nth(1).waitFor();
    for (const camera of world.cameras) camera.failed = false;
    await page.getByText('No camera is offline').waitFor();
    await page.getByRole('button', { name: 'Show all cameras' }).click();
    await names.nth(5).waitFor();
    assert.equal(new URL(page.url()).search, '');
    assert.equal(await page.getByRole('radiogroup', { name: 'Show' }).count(), 0);
    for (const camera of world.cameras) camera.failed = true;
    await page.getByRole('radiogroup', { name: 'Show' }).getByText('Offline: 6').click();
    await page.waitForURL('**/cameras?show=offline');
    await page.getByRole('radiogroup', { name: 'Show' }).getByText('All').click();
    await page.waitForURL('**/cameras');
    watched.check();
  });

  await group.test(
    'a gap tells its cause; a click plays that moment; keys skip, step and return to live',
    async () => {
      const world = new FakeWorld();
      const camera = world.addCamera('Gate', pages.clip);
      await using watched = await pages.open(world);
      const { page } = watched;
      await page.goto(`/cameras/${camera.id}`);
      await waitForMotion(page, '[data-mode=live] video');
      await clickTimeline(page, 37, 'hover');
      await page.getByText('Camera offline').waitFor();
      const wanted = Date.now() - 20 * minute;
      await clickTimeline(page, 20);
      await waitForMotion(page, '[data-mode=archive] video');
      assert.ok(Math.abs((await shownMs(page)) - wanted) < 60_000);
      await page.keyboard.press('Space');
      await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
      const paused = await shownMs(page);
      // A player that still looks for its place takes no step.
      const stepped = `document.querySelector('[data-testid=picture-time]').dataset.ms > ${paused}`;
      let presses = 0;
      do {
        await page.keyboard.press('.');
        presses += 1;
        await page.waitForFunction(stepped, undefined, { timeout: 4000 }).catch(() => {});
      } while (!(await page.evaluate(stepped)) && presses < 5);
      const step = (await shownMs(page)) - paused;
      assert.ok(step > 0 && step <= 200 * presses, `${step} ms by ${presses} steps`);
      await page.keyboard.press('ArrowLeft');
      await untilInPage(
        page,
        `document.querySelector('[data-testid=picture-time]').dataset.ms < ${paused - 5_000}`,
      );
      await page.keyboard.press('l');
      await waitForMotion(page, '[data-mode=live] video');
      watched.check();
    },
  );

  await group.test('a click into a gap goes on where recording does, and says so', async () => {
    const world = new FakeWorld();
    const camera = world.addCamera('Gate', pages.clip);
    await using watched = await pages.open(world);
    const { page } = watched;
    await page.goto(`/cameras/${camera.id}`);
    await page.getByRole('slider', { name: 'Timeline of the recordings' }).waitFor();
    await clickTimeline(page, 38);
    await waitForMotion(page, '[data-mode=archive] video');
    await page.getByText(/Nothing recorded for .*; went on at/).waitFor();
    assert.ok((await shownMs(page)) >= Date.now() - 35.2 * minute);
    watched.check();
  });

  await group.test('where nothing was recorded for long, it says so and leads on', async () => {
    const world = new FakeWorld();
    const camera = world.addCamera('Gate', pages.clip);
    await using watched = await pages.open(world);
    watched.allow(/index\.m3u8.*404|404.*index\.m3u8/);
    const { page } = watched;
    await page.goto(`/cameras/${camera.id}?at=${Date.now() - 155 * minute}`);
    await page.getByText('Nothing recorded here').waitFor();
    await page.getByRole('button', { name: 'Next recording' }).click();
    await waitForMotion(page, '[data-mode=archive] video');
    watched.check();
  });

  await group.test(
    'in full screen the menus are seen, and a camera opened there keeps the screen',
    async () => {
      const world = new FakeWorld();
      world.addCamera('Gate', pages.clip);
      await using watched = await pages.open(world);
      const { page } = watched;
      await page.locator('[data-tile]').waitFor();
      await page.keyboard.press('f');
      await page.getByRole('navigation', { name: 'Main' }).waitFor({ state: 'hidden' });
      await page.keyboard.press('o');
      await waitForMotion(page, '[data-mode=live] video');
      await page.keyboard.press('Shift+ArrowLeft');
      await waitForMotion(page, '[data-mode=archive] video');
      await page.getByRole('button', { name: 'Speed: 1×' }).click();
      await page.getByRole('menuitem', { name: '2×' }).click();
      await page.getByRole('button', { name: 'Speed: 2×' }).waitFor();
      await page.getByRole('menu').waitFor({ state: 'hidden' });
      await page.keyboard.press('f');
      await page.getByRole('navigation', { name: 'Main' }).waitFor();
      watched.check();
    },
  );

  await group.test(
    'at twice the size of the page, and on a phone held sideways, all is within reach',
    async () => {
      const world = new FakeWorld();
      const { id } = world.addCamera('Gate', pages.clip);
      for (const viewport of [
        { width: 720, height: 450 },
        { width: 844, height: 390 },
      ]) {
        await using watched = await pages.open(world, viewport);
        const { page } = watched;
        const account = page.getByRole('button', { name: 'Account of admin' });
        const rail = await account.boundingBox();
        assert.ok(rail !== null && rail.y + rail.height <= viewport.height);
        await page.goto(`/cameras/${id}?at=${Date.now() - minute}`);
        const full = page.getByRole('button', { name: 'Full screen' });
        await full.waitFor();
        const box = await full.boundingBox();
        assert.ok(box !== null && box.x + box.width <= viewport.width);
        watched.check();
      }
    },
  );

  await group.test('a clip is marked, made with progress, and downloaded', async () => {
    const world = new FakeWorld();
    const camera = world.addCamera('Gate', pages.clip);
    await using watched = await pages.open(world);
    const { page } = watched;
    await page.goto(`/cameras/${camera.id}?at=${Date.now() - 20 * minute}`);
    await waitForMotion(page, '[data-mode=archive] video');
    await page.keyboard.press('i');
    await page.keyboard.press('Shift+ArrowRight');
    await page.getByRole('region', { name: 'Export a clip' }).waitFor();
    await page.keyboard.press('o');
    await page.getByRole('button', { name: 'Create clip' }).click();
    await page.locator('[data-testid=clip][data-status=running]').waitFor();
    await page.locator('[data-testid=clip][data-status=done]').waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download' }).click();
    assert.match((await download).suggestedFilename(), /^Gate .*\.mp4$/);
    const [order] = world.videoClips;
    assert.ok(order !== undefined);
    const seconds = (Date.parse(order.range_end) - Date.parse(order.range_start)) / 1000;
    assert.ok(seconds > 50 && seconds < 75, String(seconds));
    watched.check();
  });

  await group.test('the system page and every page fit a phone', async () => {
    const world = new FakeWorld();
    const camera = world.addCamera('Gate', pages.clip);
    await using watched = await pages.open(world, phone);
    const { page } = watched;
    for (const path of ['/', '/cameras', `/cameras/${camera.id}`, '/system']) {
      await page.goto(path);
      await page.getByRole('navigation', { name: 'Main' }).waitFor();
      await page.getByRole('heading', { level: 1 }).waitFor();
      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      assert.equal(overflow, 0, path);
    }
    await page.getByText('2.9 TB free of 4.0 TB').waitFor();
    watched.check();
  });
});
