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

    it('forwards a number, and removes the forward', async () => {
      await page.goto(`${url}/numbers`);
      await page.getByRole('button', { name: 'Forward +12065550100' }).click();
      await page.getByLabel('Ring this phone').fill('+12065550142');
      await page.getByRole('button', { name: 'Forward the number' }).click();
      await page.getByRole('row', { name: /\+12065550100.*\+12065550142/ }).waitFor();

      await page.getByRole('button', { name: 'Remove the forward of +12065550100' }).click();
      await page.getByRole('button', { name: 'Remove the forward', exact: true }).click();
      await page.getByRole('button', { name: 'Forward +12065550100' }).waitFor();
    }, 30_000);
  },
);
