/** A browser for tests, with a collector: any console error or failed request that the test did not announce fails it. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { until } from '../harness/vidette.ts';

const executablePath = '/usr/bin/chromium';
/** A reason to skip, or false: for `{ skip: noBrowser }`. */
export const noBrowser = existsSync(executablePath) ? false : 'chromium is not installed';

const launchArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
];

export const desktop = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };

export async function openBrowser(): Promise<Browser> {
  return await chromium.launch({ executablePath, args: launchArguments });
}

export interface WatchedPage extends AsyncDisposable {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Console errors and failed requests that match are expected from here on. */
  allow(pattern: RegExp): void;
  /** Fails with all that was collected. */
  check(): void;
}

/** Before a log-in the page asks who is logged in, and the browser logs the 401. */
const expectedBeforeLogIn = /\/session\b.*401|401.*\/session\b/;

export async function openPage(browser: Browser, baseURL: string, viewport = desktop): Promise<WatchedPage> {
  const context = await browser.newContext({
    baseURL,
    viewport,
    timezoneId: 'Europe/Berlin',
    locale: 'en-GB',
    acceptDownloads: true,
    ...(viewport.width < 700 ? { hasTouch: true, isMobile: true, deviceScaleFactor: 2 } : {}),
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const troubles: string[] = [];
  const allowed = [expectedBeforeLogIn];
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => troubles.push(`exception: ${error.stack ?? error.message}`));
  page.on('requestfailed', (request) => {
    // The page itself ends requests that it no longer needs.
    const reason = request.failure()?.errorText ?? '';
    if (reason !== 'net::ERR_ABORTED')
      troubles.push(`request: ${request.method()} ${request.url()} ${reason}`);
  });
  return {
    page,
    context,
    allow: (pattern) => allowed.push(pattern),
    check() {
      const unexpected = troubles.filter((trouble) => !allowed.some((pattern) => pattern.test(trouble)));
      assert.deepEqual(unexpected, []);
    },
    async [Symbol.asyncDispose]() {
      await context.close();
    },
  };
}

export async function logIn(page: Page, login: string, password: string): Promise<void> {
  await page.goto('/');
  await page.getByLabel('Login or e-mail').fill(login);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
}

/** Waits until the expression is truthy in the page. Playwright's own way needs `eval`, which the page's policy forbids. */
export async function untilInPage<T>(page: Page, expression: string): Promise<T> {
  return (await until(expression, () => page.evaluate(expression), 30_000)) as T;
}

/** Waits until the video that the selector finds shows pictures that go on. */
export async function waitForMotion(page: Page, selector: string): Promise<void> {
  const video = `document.querySelector(${JSON.stringify(selector)})`;
  const first = await untilInPage<number>(
    page,
    `(() => { const v = ${video}; return v && v.readyState >= 2 && v.videoWidth > 0 && !v.paused && v.currentTime + 0.001; })()`,
  );
  await untilInPage(page, `Math.abs((${video}?.currentTime ?? ${first}) - ${first}) > 0.3`);
}
