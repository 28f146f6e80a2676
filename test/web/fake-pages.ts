/** For a group of tests: a browser, a clip for its cameras, and pages of fake servers in which somebody is logged in. */
import { after, before } from 'node:test';
import type { Browser } from 'playwright-core';
import { tempFolder } from '../harness/temp-folder.ts';
import { desktop, logIn, openBrowser, openPage, type WatchedPage } from './browser.ts';
import { type Clip, makeClip } from './fake-media.ts';
import { type FakeServer, fakePassword, startFakeServer } from './fake-server.ts';
import type { FakeWorld } from './fake-world.ts';

export interface FakePage extends WatchedPage {
  readonly server: FakeServer;
}

export class FakePages {
  /** As long as the group runs. */
  browser!: Browser;
  clip!: Clip;

  /** To be made at the beginning of the group. */
  constructor() {
    before(async () => {
      this.clip = makeClip(tempFolder('web'), 'clip', 'testsrc2');
      this.browser = await openBrowser();
    });
    after(() => this.browser?.close());
  }

  async open(world: FakeWorld, viewport = desktop): Promise<FakePage> {
    const server = await startFakeServer(world);
    const watched = await openPage(this.browser, server.url, viewport);
    await logIn(watched.page, 'admin', fakePassword);
    return {
      ...watched,
      server,
      async [Symbol.asyncDispose]() {
        await watched[Symbol.asyncDispose]();
        await server[Symbol.asyncDispose]();
      },
    };
  }
}
