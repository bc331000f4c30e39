import { countedTask } from './counted-task';
import type { ConsoleInBrowser } from './console-in-browser';

const stuck = '+12025550101';

/** Pools, rating and dialtone, with the demo data of loopback. */
export const systems = (world: () => ConsoleInBrowser): void => {
  const task = countedTask(world);

  task('releases a stuck number', async ({ open, page }, hand) => {
    await open('/dnis-pools');
    await page.getByRole('row', { name: new RegExp(`\\${stuck} reserved`) }).waitFor();
    await hand.click(page.getByRole('button', { name: `Release ${stuck}` }));
    await hand.click(page.getByRole('button', { name: 'Release the number' }));

    await page.getByRole('row', { name: new RegExp(`\\${stuck} resting`) }).waitFor();
    await page.getByText(`${stuck} was released`).waitFor();
  });

  task('learns why transfers got no context', async ({ open, page }, hand) => {
    await open('/dnis-pools');
    await hand.choose(page.getByLabel('Show'), 'The last week');
    await hand.click(page.getByLabel('Late, lost and refused transfers only'));

    const reason = page.getByText(/got no context: the caller is not the one/);
    await reason.first().waitFor();
  });

  task('learns how many numbers a load needs', async ({ open, page }, hand) => {
    await open('/dnis-pools');
    await hand.type(page.getByLabel('Transfers per second'), '1');
    await hand.type(page.getByLabel('Seconds until the call arrives'), '15');
    await hand.type(page.getByLabel('Calls that never arrive, in %'), '0');

    await page.getByText(/numbers for 45\.0 erlangs/).waitFor(); // 15 s until the call arrives, and 30 s of rest
  });

  task('rates a day again, and sees what changed', async ({ open, page }, hand) => {
    await open('/rating');
    await page.getByText('Unrated: 1').waitFor();
    await page
      .getByRole('region', { name: 'Unrated' })
      .getByRole('cell', { name: /no-price/ })
      .waitFor();
    await hand.click(page.getByRole('button', { name: 'Start the back-fill' }));

    await page.getByText('the same costs as before').waitFor();
  });

  task('downloads the rated records of a day', async ({ open, page }, hand) => {
    await open('/rating');
    const download = page.waitForEvent('download');
    await hand.click(page.getByRole('link', { name: 'rated.csv', exact: true }));

    expect((await download).suggestedFilename()).toMatch(/rated\.csv$/);
  });

  task('learns whether a phone may dial a number, and which rule decides', async ({ open, page }, hand) => {
    await open('/dialtone');
    await hand.type(page.getByLabel('Dials'), '9005550123');
    await page.getByText('refused by the rule "premium"').waitFor();
    await hand.type(page.getByLabel('Dials'), '911');

    await page.getByText('it is placed at once, and no rule or cap applies').waitFor();
  });

  task('places a call as a SIP phone', async ({ open, page }, hand) => {
    await open('/calls');
    await hand.type(page.getByLabel('From'), 'lobby-7');
    await hand.type(page.getByLabel('To', { exact: true }), '+1 (206) 555-0142');
    await hand.click(page.getByRole('button', { name: 'Call', exact: true }));
    await page.getByRole('heading', { name: 'Why did it ring there?' }).waitFor();

    await open('/calls');
    await page.getByLabel('With the number').fill('lobby-7');
    await page
      .getByRole('region', { name: 'Calls' })
      .getByRole('cell', { name: 'lobby-7' })
      .first()
      .waitFor();
    await page.getByLabel('Answer a phone yourself').fill('lobby-7');
    await page.getByRole('button', { name: 'Choose' }).click();
    await page.getByRole('group', { name: 'Phone lobby-7' }).waitFor();
  });

  task('switches a SIP phone off', async ({ open, page }, hand) => {
    await open('/dialtone');
    await hand.click(page.getByRole('button', { name: 'Switch off: lobby-7' }));

    await page.getByRole('row', { name: /lobby-7 .*not registered/ }).waitFor();
  });
};
