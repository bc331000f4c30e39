import { axeViolations, screenshot, type ConsoleInBrowser } from './console-in-browser';

/** The address of each page, and text that shows that its data is there. */
const pages = [
  { name: 'overview', path: '/', shows: 'Live calls' },
  { name: 'numbers', path: '/numbers', shows: '+12065550109' },
  { name: 'forward', path: '/numbers/+12065550100', shows: 'What would happen?' },
  { name: 'no-forward', path: '/numbers/+12065550106', shows: 'What would happen?' },
  { name: 'dnis-pools', path: '/dnis-pools', shows: 'Transfers per second' },
  { name: 'rating', path: '/rating', shows: 'rated.csv' },
  { name: 'dialtone', path: '/dialtone', shows: 'Emergency address' },
  { name: 'calls', path: '/calls', shows: 'Place a call' },
] as const;

/** What holds for every page. */
export const everyPage = (world: () => ConsoleInBrowser): void => {
  describe.each(['light', 'dark'] as const)('in the %s scheme', (colorScheme) => {
    beforeAll(() => world().page.emulateMedia({ colorScheme, reducedMotion: 'reduce' }));
    afterAll(() => world().page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' }));

    it.each(pages)(
      '$name has no accessibility violation',
      async ({ name, path, shows }) => {
        const { open, page } = world();
        await open(path);
        await page.getByText(shows).filter({ visible: true }).first().waitFor();
        await screenshot(page, `${name}-${colorScheme}`);

        expect(await axeViolations(page)).toEqual([]);
      },
      30_000,
    );

    it('a call has no accessibility violation', async () => {
      const { open, page } = world();
      await open('/calls?number=%2B12065550100');
      await page.getByRole('region', { name: 'Calls' }).getByRole('link').first().click();
      await page.getByRole('heading', { name: 'Why did it ring there?' }).waitFor();
      await screenshot(page, `call-${colorScheme}`);
      await page.getByText('Show as text').click();

      expect(await axeViolations(page)).toEqual([]);
    }, 30_000);

    it('a dialog, and a form with mistakes, have no accessibility violation', async () => {
      const { open, page } = world();
      await open('/numbers');
      await page.getByRole('button', { name: 'Forward +12065550106' }).click();
      await page.getByLabel('Ring this phone').fill('555');
      await page.getByText('must be a phone number').waitFor();
      await screenshot(page, `dialog-${colorScheme}`);
      expect(await axeViolations(page)).toEqual([]);

      await open('/numbers/+12065550106');
      await page.getByLabel('Phone', { exact: true }).fill('+12065550106');
      await page.getByLabel('Open only at some hours').check();
      await page.getByText('must not be the number that is forwarded').first().waitFor();
      expect(await axeViolations(page)).toEqual([]);
    }, 30_000);
  });

  it('transfers at most 250 KB until the first paint', async () => {
    const { browser, url } = world();
    const page = await browser.newPage();
    const client = await page.context().newCDPSession(page);
    const bytes = new Map<string, number>();
    await client.send('Network.enable');
    client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      bytes.set(requestId, encodedDataLength);
    });
    await page.goto(`${url}/numbers`);
    await page.getByRole('row').filter({ hasText: '+12065550100' }).waitFor();
    const kilobytes = [...bytes.values()].reduce((sum, it) => sum + it, 0) / 1000;
    await page.close();
    console.log(`The first paint of Numbers, with its data, transferred ${kilobytes.toFixed(0)} KB`);

    expect(kilobytes).toBeLessThanOrEqual(250);
    expect(kilobytes).toBeGreaterThan(50); // the measurement saw the scripts
  }, 30_000);

  it('can be used by keyboard alone, and a closed dialog gives the focus back', async () => {
    const { open, page } = world();
    await open('/numbers');
    await page.getByRole('row').filter({ hasText: '+12065550106' }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('5550106');
    await page.getByText('1 of 10 numbers').waitFor();
    await page.keyboard.press('Tab'); // the table, which the arrow keys scroll
    await page.keyboard.press('Tab'); // the number
    await page.keyboard.press('Tab'); // its button
    await page.keyboard.press('Enter');
    await page.getByLabel('Ring this phone').waitFor();
    await page.keyboard.type('555');
    await page.getByText('must be a phone number').waitFor();
    await page.keyboard.press('Escape');

    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page
      .locator(':focus')
      .and(page.getByRole('button', { name: 'Forward +12065550106' }))
      .waitFor();
  }, 30_000);

  it('opens an hour of the week by keyboard', async () => {
    const { open, page } = world();
    await open('/numbers/+12065550106');
    await page.getByLabel('Open only at some hours').check();
    await page.getByRole('gridcell', { name: 'Monday 9 o’clock: open' }).focus();
    for (const key of ['ArrowLeft', ' ']) await page.keyboard.press(key);

    await page.getByRole('gridcell', { name: 'Monday 8 o’clock: open' }).waitFor();
  }, 30_000);

  it('never broke the security policy, and no script failed', () => {
    expect(world().complaints).toEqual([]);
  });
};
