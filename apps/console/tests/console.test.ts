import type { Browser, Page } from 'playwright-core';
import { chromiumPath, startChromium } from './chromium';
import { servePage } from './serve-page';
import { startLoopback } from './start-loopback';

const inBrowser = chromiumPath === undefined ? describe.skip : describe;

inBrowser(
  `the console ${chromiumPath ? '[real: Chromium]' : 'skipped, since Chromium was not found'}`,
  () => {
    let browser: Browser;
    let page: Page;
    let url: string;
    let stop: () => Promise<unknown>;

    beforeAll(async () => {
      const loopback = await startLoopback();
      const served = await servePage(loopback.url);
      url = served.url;
      stop = () => Promise.all([served.stop(), loopback.stop()]);
      browser = await startChromium();
      page = await browser.newPage();
      page.setDefaultTimeout(5_000);
    }, 60_000);

    afterAll(async () => {
      await browser.close();
      await stop();
    });

