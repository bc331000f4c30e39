import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { chromiumPath, startChromium } from './chromium';
import { startLoopback } from './start-loopback';

const isBuilt = existsSync(join(__dirname, '../../../dist/apps/console/index.html'));
const inBrowser = chromiumPath === undefined || !isBuilt ? describe.skip : describe;
const number = '+12025550101';

inBrowser(
  `the pages of pools, rating and dialtone ${chromiumPath ? '[real: Chromium]' : 'skipped, since Chromium was not found'}`,
  () => {
    let browser: Browser;
    let page: Page;
    let loopback: Awaited<ReturnType<typeof startLoopback>>;
    const errors: string[] = [];

    beforeAll(async () => {
      loopback = await startLoopback({ hasDemoData: true });
      browser = await startChromium();
      page = await browser.newPage();
      page.setDefaultTimeout(10_000);
      page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
      page.on('pageerror', (error) => errors.push(error.message));
    }, 90_000);

    afterAll(async () => {
      await browser?.close();
      await loopback?.stop();
    });

    it('releases a stuck number in two interactions', async () => {
      await page.goto(`${loopback.url}/dnis-pools`);
      await page.getByRole('row', { name: new RegExp(`\\${number} reserved`) }).waitFor();
      await page.getByRole('button', { name: `Release ${number}` }).click();
      await page.getByRole('button', { name: 'Release the number' }).click();

      await page.getByRole('row', { name: new RegExp(`\\${number} resting`) }).waitFor();
      await page.getByText(`${number} was released`).waitFor();
    }, 40_000);

    it('shows why transfers got no context, and how many numbers a load needs', async () => {
      await page.getByLabel('Show').selectOption('The last week');
      await page.getByLabel('Late, lost and refused transfers only').check();
      await page
        .getByText(/got no context: another caller/)
        .first()
        .waitFor();

      await page.getByLabel('Transfers per second').fill('1');
      await page.getByLabel('Seconds until the call arrives').fill('15');
      await page.getByLabel('Calls that never arrive, in %').fill('0');
      await page.getByText(/numbers for 45\.0 erlangs/).waitFor(); // 15 s until the call arrives, and 30 s of rest
    }, 40_000);

    it('shows what could not be rated and why, and rates a day again', async () => {
      await page.goto(`${loopback.url}/rating`);
      await page.getByText('Unrated: 1').waitFor();
      await page
        .getByRole('region', { name: 'Unrated' })
        .getByRole('cell', { name: /no-price/ })
        .waitFor();
      await page.getByRole('button', { name: 'Start the back-fill' }).click();
      await page.getByText('the same costs as before').waitFor();

      const download = page.waitForEvent('download');
      await page.getByRole('link', { name: 'rated.csv', exact: true }).click();
      expect((await download).suggestedFilename()).toMatch(/rated\.csv$/);
    }, 40_000);

    it('says whether a phone may dial a number, and which rule decides', async () => {
      await page.goto(`${loopback.url}/dialtone`);
      await page.getByLabel('Dials').fill('9005550123');
      await page.getByText('refused by the rule "premium"').waitFor();
      await page.getByLabel('Dials').fill('911');
      await page.getByText('it is placed at once, and no rule or cap applies').waitFor();
    }, 40_000);

    it('shows a phone that is not registered', async () => {
      await page.getByRole('button', { name: 'Switch lobby-7 off' }).click();
      await page.getByRole('row', { name: /lobby-7 .*not registered/ }).waitFor();
    }, 40_000);

    it('breaks no rule of the security policy, and throws no error', () => {
      expect(errors).toEqual([]);
    });
  },
);
