/** The whole product as a person uses it: the real server with its demo camera, in a real browser. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { administrator, type Running, startVidette, until } from '../harness/vidette.ts';
import { logIn, noBrowser, openBrowser, openPage, untilInPage, waitForMotion } from './browser.ts';

const timeline = (page: Page) => page.getByRole('slider', { name: 'Timeline of the recordings' });

/** Presses the pointer at one moment of the timeline, drags it to another and lets go there. */
async function scrub(page: Page, fromMs: number, toMs: number): Promise<void> {
  const box = await timeline(page).boundingBox();
  assert.ok(box !== null);
  const first = Number(await timeline(page).getAttribute('aria-valuemin'));
  const last = Number(await timeline(page).getAttribute('aria-valuemax'));
  const xOf = (ms: number) => box.x + ((ms - first) / (last - first)) * box.width;
  await page.mouse.move(xOf(fromMs), box.y + 50);
  await page.mouse.down();
  await page.mouse.move(xOf(toMs), box.y + 50, { steps: 5 });
  await page.locator('img[src^="blob:"]').first().waitFor();
  await page.mouse.up();
  await page.mouse.move(10, 10);
}

const shownMs = async (page: Page) => Number(await page.getByTestId('picture-time').getAttribute('data-ms'));

test('log in, watch, add a camera, look back, export a clip, see the system', {
  skip: noBrowser,
}, async (t) => {
  const vidette = await startVidette({ env: { VIDETTE_DEMO: '1' } });
  t.after(() => vidette.stop());
  const browser = await openBrowser();
  t.after(() => browser.close());
  await using watched = await openPage(browser, vidette.url);
  const { page } = watched;

  await t.test('the wall shows the moving demo camera', async () => {
    await logIn(page, administrator.email, administrator.password);
    await waitForMotion(page, '[data-tile] video');
    await page.locator('[data-tile][data-phase="playing"][data-way="mse"]').waitFor();
    watched.check();
  });

  await t.test('WebRTC on request, and JPEG', async () => {
    await page.getByRole('button', { name: 'The picture comes by MSE. Choose another way' }).click();
    await page.getByRole('menuitem', { name: /^WebRTC/ }).click();
    await page.locator('[data-tile][data-phase="playing"][data-way="webrtc"]').waitFor();
    await page.getByRole('button', { name: 'The picture comes by WebRTC. Choose another way' }).click();
    await page.getByRole('menuitem', { name: /^JPEG/ }).click();
    await page.locator('[data-tile][data-phase="playing"][data-way="mjpeg"]').waitFor();
    watched.check();
  });

  await t.test('a camera is added by its address, after a check', async () => {
    const { body } = await vidette.api('GET', '/api/v1/cameras');
    const demo = (body as { cameras: { id: string }[] }).cameras[0];
    assert.ok(demo !== undefined);
    await page.getByRole('link', { name: 'Cameras' }).click();
    await page.getByRole('button', { name: 'Add camera' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: false }).first().fill('Second look');
    await dialog.getByLabel('Address of the stream').fill('rtsp://127.0.0.1:1/nothing');
    await dialog.getByRole('button', { name: 'Check' }).click();
    await dialog.getByText(/Camera (refuses the connection|cannot be reached)/).waitFor();
    // The product serves its own cameras by RTSP: as good a camera as any.
    await dialog
      .getByLabel('Address of the stream')
      .fill(`rtsp://127.0.0.1:${vidette.ports.RTSP}/${demo.id}`);
    await dialog.getByLabel('User name').fill(administrator.email);
    await dialog.getByLabel('Password', { exact: true }).fill(administrator.password);
    await dialog.getByRole('button', { name: 'Check' }).click();
    await dialog.getByText('The camera answers').waitFor();
    await dialog.getByText(/H\.264 · \d+ × \d+/).waitFor();
    const place = dialog.getByRole('textbox', { name: 'Place' });
    await place.fill('Test bench');
    await page.getByRole('option', { name: 'Create “Test bench”' }).click();
    await untilInPage(page, `document.querySelector('[role=dialog] input[value="Test bench"]') !== null`);
    await dialog.getByRole('button', { name: 'Add camera' }).click();
    await page.getByRole('link', { name: 'Second look' }).click();
    await waitForMotion(page, '[data-mode=live] video');
    watched.check();
  });

  await t.test('its recording is found on the timeline and played', async () => {
    for (let step = 0; step < 9; step += 1)
      await page.getByRole('button', { name: 'Show less time' }).click();
    const cameraId = page.url().split('/').at(-1)?.split('?')[0] ?? '';
    const spans = await waitForRecording(vidette, cameraId, 15_000);
    const wanted = spans.endMs - 10_000;
    await scrub(page, spans.endMs - 3_000, wanted);
    await waitForMotion(page, '[data-mode=archive] video');
    const shown = await shownMs(page);
    assert.ok(Math.abs(shown - wanted) < 4_000, `${shown - wanted} ms beside the wanted moment`);
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
    watched.check();
  });

  await t.test('a clip is exported and is a film', async () => {
    await page.keyboard.press('i');
    const inMs = await shownMs(page);
    await page.getByRole('region', { name: 'Export a clip' }).waitFor();
    await page.keyboard.press('Space');
    await untilInPage(
      page,
      `document.querySelector('[data-testid=picture-time]').dataset.ms > ${inMs + 3_000}`,
    );
    await page.keyboard.press('o');
    await page.getByRole('button', { name: 'Create clip' }).click();
    await page.locator('[data-testid=clip][data-status=done]').waitFor();
    const waiting = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download' }).click();
    const download = await waiting;
    assert.match(download.suggestedFilename(), /^Second look .*\.mp4$/);
    const file = readFileSync(await download.path());
    assert.equal(file.toString('latin1', 4, 8), 'ftyp');
    watched.check();
  });

  await t.test('live again; the system page tells what runs', async () => {
    await page.getByRole('button', { name: 'Go to live' }).first().click();
    await waitForMotion(page, '[data-mode=live] video');
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
    await untilInPage(page, `document.querySelector('[data-mode=archive] video')?.readyState >= 2`);
    assert.ok(Math.abs(Date.now() - (await shownMs(page))) < 15_000);
    await page.keyboard.press('l');
    await waitForMotion(page, '[data-mode=live] video');
    await page.getByRole('link', { name: 'System' }).click();
    await page.getByText('2 of 2 online').waitFor();
    await page.getByText('local-1').waitFor();
    await page.getByRole('heading', { name: 'Gaps of the last day' }).waitFor();
    watched.check();
  });

  await t.test('deleting the camera takes it from all views', async () => {
    await page.getByRole('link', { name: 'Cameras' }).click();
    await page.getByRole('button', { name: 'Actions for Second look' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Delete camera' }).click();
    await page.getByRole('link', { name: 'Second look' }).waitFor({ state: 'hidden' });
    watched.check();
  });
});

test('the picture returns by itself after a crash of either process', { skip: noBrowser }, async (t) => {
  const vidette = await startVidette({ env: { VIDETTE_DEMO: '1' } });
  t.after(() => vidette.stop());
  const browser = await openBrowser();
  t.after(() => browser.close());
  await using watched = await openPage(browser, vidette.url);
  const { page } = watched;
  await logIn(page, administrator.email, administrator.password);
  await waitForMotion(page, '[data-tile] video');
  // While a process is away, the browser logs what it cannot reach.
  watched.allow(/ERR_CONNECTION|ERR_EMPTY_RESPONSE|WebSocket connection|50[0-9]/);

  await kill(vidette, 'streamserver.ts');
  await page.locator('[data-tile]:not([data-phase="playing"])').waitFor();
  await page.locator('[data-tile][data-phase="playing"]').waitFor();
  await waitForMotion(page, '[data-tile] video');

  // The streamserver holds the viewers' connections: without the server the picture goes on.
  await kill(vidette, 'main.ts');
  await waitForMotion(page, '[data-tile] video');
  await page.getByRole('link', { name: 'System' }).click();
  await page.getByText('1 of 1 online').waitFor();
  await page.getByText('The server does not answer').waitFor({ state: 'hidden' });
  watched.check();
});

/** Kills a process of the product and waits until there is another in its place. */
async function kill(vidette: Running, module: 'streamserver.ts' | 'main.ts'): Promise<void> {
  const [pid] = vidette.pids(module);
  assert.ok(pid !== undefined);
  process.kill(pid, 'SIGKILL');
  await until(`another ${module}`, () => vidette.pids(module).some((other) => other !== pid));
}

interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** The newest span of the camera, once it is long enough. */
async function waitForRecording(vidette: Running, cameraId: string, lengthMs: number): Promise<Span> {
  return await until(
    'a recording',
    async () => {
      const range = `from=${Date.now() - 3_600_000}&to=${Date.now()}`;
      const { body } = await vidette.api('GET', `/archive/${cameraId}/spans?${range}`);
      const newest = (body as Span[]).at(-1);
      return newest !== undefined && newest.endMs - newest.startMs >= lengthMs && newest;
    },
    40_000,
  );
}
