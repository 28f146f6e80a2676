/** Makes the screenshots of the documentation from the real server and its demo camera: `node test/web/screenshots.ts <folder>`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { administrator, startVidette, until } from '../harness/vidette.ts';
import { desktop, logIn, openBrowser, openPage, phone, waitForMotion } from './browser.ts';

const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: node test/web/screenshots.ts <folder>');
mkdirSync(folder, { recursive: true });

const cameraNames = ['Loading dock', 'Yard west', 'Parking level 1', 'Back gate', 'Office corridor'];
const vidette = await startVidette({ env: { VIDETTE_DEMO: '1' } });
const browser = await openBrowser();
try {
  const { body } = await vidette.api('GET', '/api/v1/cameras');
  const demo = (body as { cameras: { id: string; place_id: number; source: { url: string } }[] }).cameras[0];
  if (demo === undefined) throw new Error('there is no demo camera');
  for (const name of cameraNames) {
    await vidette.api('POST', '/api/v1/cameras', {
      name,
      place_id: demo.place_id,
      source: name === 'Back gate' ? { url: 'rtsp://127.0.0.1:1/stream1' } : demo.source,
      video_storage: { mode: 'continuous', max_days: 30 },
    });
  }
  await vidette.api('POST', '/api/v1/scenarios', {
    name: 'Somebody on the crossing',
    when: { event_types: ['zone'], phases: ['begin'] },
    actions: [{ kind: 'alarm', severity: 'high' }],
    repeat_seconds: 60,
  });
  await until('half a minute of archive', () => performance.now() > 35_000, 60_000);
  await until(
    'a heat map',
    async () => {
      const hour = 3_600_000 * Math.floor(Date.now() / 3_600_000);
      const range = `from=${hour}&to=${hour + 3_600_000}`;
      const answer = await vidette.api('GET', `/api/v1/heatmaps?camera_id=${demo.id}&${range}`);
      return (answer.body as { columns: number }).columns > 0;
    },
    120_000,
  );
  for (const [kind, viewport] of [['desktop', desktop] as const, ['phone', phone] as const]) {
    await using watched = await openPage(browser, vidette.url, viewport);
    const { page } = watched;
    const shoot = (name: string) =>
      page.screenshot({ path: join(folder, `${kind}-${name}.jpg`), type: 'jpeg', quality: 78 });
    await page.goto('/');
    await page.getByLabel('Login or e-mail').waitFor();
    await shoot('login');
    await logIn(page, administrator.email, administrator.password);
    await waitForMotion(page, '[data-tile] video');
    await until(
      'all tiles',
      async () => (await page.locator('[data-tile][data-phase=playing]').count()) >= 5,
    );
    await shoot('wall');
    await page.goto(`/cameras/${demo.id}?at=${Date.now() - 15_000}`);
    await waitForMotion(page, '[data-mode=archive] video');
    for (let step = 0; step < 7; step += 1)
      await page.getByRole('button', { name: 'Show less time' }).click();
    const slider = page.getByRole('slider');
    const box = await slider.boundingBox();
    if (box === null) throw new Error('there is no timeline');
    const from = Number(await slider.getAttribute('aria-valuemin'));
    const span = Number(await slider.getAttribute('aria-valuemax')) - from;
    await page.mouse.move(box.x + ((Date.now() - 20_000 - from) / span) * box.width, box.y + 50);
    await page.locator('img[src^="blob:"]').first().waitFor();
    await shoot('camera');
    await page.goto(`/cameras/${demo.id}`);
    await waitForMotion(page, '[data-mode=live] video');
    await page.keyboard.press('e');
    await page.getByRole('radiogroup', { name: 'Heat map' }).getByText('Hour').click();
    await page.getByTestId('heat-map').waitFor();
    await shoot('understanding');
    await page.goto(`/cameras/${demo.id}/analytics`);
    await waitForMotion(page, 'video');
    await page.getByRole('group', { name: 'Zones', exact: true }).getByRole('textbox').first().click();
    await shoot('analytics');
    await page.goto('/events');
    await page.locator('[data-testid=event] img').first().waitFor();
    await page.waitForLoadState('networkidle', { timeout: 4_000 }).catch(() => undefined);
    await shoot('events');
    await page.goto('/alarms');
    await page
      .getByRole('button', { name: /Somebody on the crossing/ })
      .first()
      .waitFor();
    await page.keyboard.press('j');
    await page.waitForLoadState('networkidle', { timeout: 4_000 }).catch(() => undefined);
    await shoot('alarms');
    for (const view of ['scenarios', 'cameras', 'system']) {
      await page.goto(`/${view}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle', { timeout: 4_000 }).catch(() => undefined);
      await shoot(view);
    }
  }
} finally {
  await browser.close();
  await vidette.stop();
}
