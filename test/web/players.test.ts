import { test } from 'node:test';
import { noBrowser, untilInPage, waitForMotion } from './browser.ts';
import { FakePages } from './fake-pages.ts';
import { FakeWorld } from './fake-world.ts';
import { noMedia } from './tools.ts';

const skip = noBrowser || noMedia;
const video = '[data-tile] video';

test('players', { skip }, async (group) => {
  const pages = new FakePages();

  async function wallOf(world: FakeWorld) {
    const watched = await pages.open(world);
    await watched.page
      .locator('[data-tile]')
      .nth(world.cameras.length - 1)
      .waitFor();
    return watched;
  }

  await group.test('MSE plays near the newest picture', async () => {
    const world = new FakeWorld();
    world.addCamera('Gate', pages.clip);
    await using watched = await wallOf(world);
    const { page } = watched;
    await waitForMotion(page, video);
    await page.locator('[data-tile][data-phase="playing"][data-way="mse"]').waitFor();
    const lateness = `(() => { const v = document.querySelector('${video}');
      return v.buffered.end(v.buffered.length - 1) - v.currentTime; })()`;
    await untilInPage(page, `${lateness} < 1.5`);
    watched.check();
  });

  await group.test('a player that fell behind jumps to the newest picture', async () => {
    const world = new FakeWorld();
    world.addCamera('Gate', pages.clip);
    await using watched = await wallOf(world);
    const { page } = watched;
    await waitForMotion(page, video);
    await untilInPage(page, `document.querySelector('${video}').buffered.end(0) > 4`);
    await page.evaluate(`document.querySelector('${video}').currentTime = 0.1`);
    await untilInPage(
      page,
      `(() => { const v = document.querySelector('${video}'); return v.buffered.end(v.buffered.length - 1) - v.currentTime < 1.5; })()`,
    );
    watched.check();
  });

  await group.test('reconnects after the server cut the connection', async () => {
    const world = new FakeWorld();
    world.addCamera('Gate', pages.clip);
    await using watched = await wallOf(world);
    const { page } = watched;
    await waitForMotion(page, video);
    watched.server.cutLive();
    await page.locator('[data-tile][data-phase="stalled"]').waitFor();
    await page.locator('[data-tile][data-phase="playing"]').waitFor();
    await waitForMotion(page, video);
    watched.check();
  });

  await group.test('a link that breaks again and again makes it try another way, and says why', async () => {
    const world = new FakeWorld();
    world.addCamera('Gate', pages.clip);
    await using watched = await wallOf(world);
    watched.allow(/whep.*503|503.*whep/);
    const { page } = watched;
    for (let cut = 0; cut < 5; cut += 1) {
      await page.locator('[data-tile][data-way="mse"][data-phase="playing"]').waitFor();
      watched.server.cutLive();
      await page.locator('[data-tile]:not([data-phase="playing"])').waitFor();
    }
    await page.locator('[data-tile][data-way="webrtc"]').waitFor();
    await page.getByRole('button', { name: /comes by WebRTC/ }).click();
    await page.getByText('The connection was interrupted too often for MSE.').waitFor();
    watched.check();
  });

  await group.test('takes JPEG when the browser cannot decode the codec, and says why', async () => {
    const world = new FakeWorld();
    world.addCamera('Old', pages.clip, { source: { url: 'rtsp://unsupported' } });
    await using watched = await wallOf(world);
    const { page } = watched;
    await page.locator('[data-tile][data-way="mjpeg"][data-phase="playing"]').waitFor();
    await page.getByRole('button', { name: 'The picture comes by JPEG. Choose another way' }).click();
    await page
      .getByText('This browser cannot decode the camera’s format')
      .or(page.getByText('cannot decode'))
      .waitFor();
    watched.check();
  });

  await group.test('WebRTC that the server refuses ends in JPEG with the reason', async () => {
    const world = new FakeWorld();
    world.addCamera('Gate', pages.clip);
    await using watched = await wallOf(world);
    watched.allow(/whep.*503|503.*whep/);
    const { page } = watched;
    await waitForMotion(page, video);
    await page.getByRole('button', { name: 'The picture comes by MSE. Choose another way' }).click();
    await page.getByRole('menuitem', { name: /^WebRTC/ }).click();
    await page.locator('[data-tile][data-way="mjpeg"][data-phase="playing"]').waitFor();
    await page.getByRole('button', { name: /comes by JPEG/ }).click();
    await page.getByText('WebRTC did not work: no WebRTC here').waitFor();
    watched.check();
  });

  await group.test('an offline camera shows why and since when, and comes back by itself', async () => {
    const world = new FakeWorld();
    const camera = world.addCamera('Gate', pages.clip, { failed: true, sinceMs: Date.now() - 65_000 });
    await using watched = await wallOf(world);
    const { page } = watched;
    await page.getByText('Camera cannot be reached').waitFor();
    await page.getByText('(1 min)').waitFor();
    camera.failed = false;
    camera.sinceMs = Date.now();
    watched.server.cutLive();
    await page.locator('[data-tile][data-phase="playing"]').waitFor();
    await page.getByText('Camera cannot be reached').waitFor({ state: 'hidden' });
    watched.check();
  });
});
