/** From a line that somebody draws to an alarm that somebody acknowledges: the real server, its demo camera, a real browser. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { administrator, startVidette, until } from '../harness/vidette.ts';
import { logIn, noBrowser, openBrowser, openPage, untilInPage, waitForMotion } from './browser.ts';

/** The demo street is crossed every few seconds, but not in every ten. */
const eventTimeoutMs = 60_000;

/** Clicks at places of the picture, as fractions 0..1. */
async function clickPicture(page: Page, points: readonly (readonly [number, number])[]): Promise<void> {
  const box = await page.getByRole('application', { name: /^Picture with zones/ }).boundingBox();
  assert.ok(box !== null);
  for (const [x, y] of points) await page.mouse.click(box.x + x * box.width, box.y + y * box.height);
}

test('a line is drawn, crossed, told, looked at, and becomes an alarm', { skip: noBrowser }, async (t) => {
  const vidette = await startVidette({ env: { VIDETTE_DEMO: '1' } });
  t.after(() => vidette.stop());
  const browser = await openBrowser();
  t.after(() => browser.close());
  await using watched = await openPage(browser, vidette.url);
  const { page } = watched;
  const { body } = await vidette.api('GET', '/api/v1/cameras');
  const camera = (body as { cameras: { id: string }[] }).cameras[0];
  assert.ok(camera !== undefined);

  await t.test('zones and lines are drawn by mouse and keyboard, named once, and saved', async () => {
    await logIn(page, administrator.email, administrator.password);
    await page.goto(`/cameras/${camera.id}`);
    await page.getByRole('button', { name: 'Analytics', exact: true }).click();
    await waitForMotion(page, 'video');
    const lines = page.getByRole('switch', { name: /^Line crossing/ });
    if (!(await lines.isChecked())) await lines.press('Space');
    const names = page
      .getByRole('group', { name: 'Lines', exact: true })
      .getByRole('textbox', { name: 'Name' });
    const before = await names.count();
    await page.getByRole('button', { name: 'Add a line' }).click();
    await clickPicture(page, [
      [0.2, 0.75],
      [0.95, 0.62],
    ]);
    await page.getByRole('button', { name: 'Add a line' }).click();
    await page.keyboard.press('Enter');
    await names.nth(before).fill('Kerb');
    await names.nth(before + 1).fill('Kerb');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('This name is there twice').first().waitFor();
    await page.getByRole('button', { name: 'Remove Kerb' }).nth(1).click();
    await page.keyboard.press('Control+s');
    await page.getByText(/Analytics of .* are saved/).waitFor();
    const saved = await vidette.api('GET', `/api/v1/cameras/${camera.id}`);
    const { video_analytics: analytics } = saved.body as {
      video_analytics: { line_crossing: { enabled: boolean; lines: { name: string; points: number[][] }[] } };
    };
    assert.equal(analytics.line_crossing.enabled, true);
    const line = analytics.line_crossing.lines.at(-1);
    assert.deepEqual([line?.name, analytics.line_crossing.lines.length], ['Kerb', before + 1]);
    assert.ok(Math.abs((line?.points[0]?.[0] ?? 0) - 0.2) < 0.01);
    watched.check();
  });

  await t.test('a scenario makes crossings an alarm', async () => {
    await page.getByRole('link', { name: 'Scenarios' }).click();
    await page.getByRole('button', { name: 'Add scenario' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Somebody crosses');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Somebody crosses is saved').waitFor();
    watched.check();
  });

  await t.test('the crossing comes by itself, with its picture, and leads to its moment', async () => {
    await page.getByRole('link', { name: 'Events' }).click();
    await page.getByText('Live', { exact: true }).last().waitFor();
    const row = page.getByTestId('event').filter({ hasText: 'Line crossing · Kerb' }).first();
    await row.waitFor({ timeout: eventTimeoutMs });
    await untilInPage(
      page,
      `[...document.querySelectorAll('[data-testid=event] img')].some((image) => image.naturalWidth > 0)`,
    );
    const crossing = await until('a recorded crossing', async () => {
      const found = await vidette.api('GET', '/api/v1/eventlog?event_type=line_crossing&name=Kerb&limit=50');
      const events = (found.body as { items: { event_id: string; begin: number }[] }).items;
      return events.find(({ begin }) => begin < Date.now() - 6_000);
    });
    await page.goto(`/cameras/${camera.id}?at=${crossing.begin}&event=${crossing.event_id}`);
    await page.getByTestId('event-box').getByText('Line crossing · Kerb').waitFor();
    watched.check();
  });

  await t.test('the alarm is at the bell; it is acknowledged', async () => {
    await page.getByRole('link', { name: /^Alarms|Alarms$/ }).click();
    await page.getByRole('button', { name: /Somebody crosses/ }).waitFor({ timeout: eventTimeoutMs });
    await page.keyboard.press('j');
    await page.keyboard.press('a');
    await page.getByRole('dialog').getByLabel('Note').fill('Only the street');
    await page.keyboard.press('Control+Enter');
    await page.getByText('No open alarms').waitFor();
    watched.check();
  });

  await t.test('other settings are tried on the archive before they are saved', async () => {
    await page.goto(`/cameras/${camera.id}/analytics`);
    await page.getByRole('switch', { name: /^Line crossing/ }).press('Space');
    await page.getByRole('tab', { name: 'Try on the archive' }).click();
    await page.getByText('5 min', { exact: true }).click();
    await page.getByRole('button', { name: 'Try on the last 5 minutes' }).click();
    await page.getByTestId('replay-result').waitFor({ timeout: eventTimeoutMs });
    await page.locator('a[data-change=go]').first().waitFor();
    assert.equal(await page.locator('a[data-change=come]', { hasText: 'Line crossing' }).count(), 0);
    await page.getByRole('button', { name: 'Back to the camera' }).click();
    await page.getByText('Leave without saving?').waitFor();
    await page.getByRole('button', { name: 'Leave', exact: true }).click();
    await page.getByRole('slider', { name: 'Timeline of the recordings' }).waitFor();
    watched.check();
  });
});
