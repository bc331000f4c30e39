import { countedTask } from './counted-task';
import type { ConsoleInBrowser } from './console-in-browser';

/** The tasks that operators do most, from the page in the navigation, against a loopback that runs. */
export const tasks = (world: () => ConsoleInBrowser): void => {
  const task = countedTask(world);
  const ours = '+12065550104';
  const phone = '+12065550142';
  const caller = '+12065550199';

  task('forwards a number', async ({ open, page }, hand) => {
    await open('/numbers');
    await hand.click(page.getByRole('button', { name: `Forward ${ours}` }));
    await hand.type(page.getByLabel('Ring this phone'), phone);
    await hand.click(page.getByRole('button', { name: 'Forward the number' }));
    await page
      .getByRole('button', { name: `Remove the forward of ${ours}` })
      .and(page.locator(':enabled'))
      .waitFor();

    expect(await page.getByRole('row').filter({ hasText: ours }).textContent()).toContain(phone);
  });

  task('changes how long a phone rings', async ({ open, page, request }, hand) => {
    await open('/numbers');
    await hand.click(page.getByRole('link', { name: ours }));
    await hand.type(page.getByLabel('Rings (s)'), '12');
    await hand.click(page.getByRole('button', { name: 'Save the forward' }));
    await page.getByText('Saved.').waitFor();

    const forward = await (await request('GET', `/api/forwarding/forwards/${ours}`)).json();
    expect(forward).toMatchObject({ targets: [{ number: phone, ringSeconds: 12 }], version: 2 });
  });

  task('blocks a caller', async ({ open, page, request }, hand) => {
    await open(`/numbers/${ours}`);
    await hand.type(page.getByLabel('Block this caller'), '+1 206 555 0166');
    await hand.click(page.getByRole('button', { name: 'Block', exact: true }));
    await hand.click(page.getByRole('button', { name: 'Save the forward' }));
    await page.getByText('Saved.').waitFor();

    const forward = await (await request('GET', `/api/forwarding/forwards/${ours}`)).json();
    expect(forward).toMatchObject({ blocked: ['+12065550166'] });
  });

  task('learns what would happen to a call, and why', async ({ open, page }, hand) => {
    await open('/numbers');
    await hand.click(page.getByRole('link', { name: ours }));
    await hand.type(page.getByLabel('To a call from'), '+12065550166');
    await hand.click(page.getByRole('button', { name: 'Explain' }));

    await page.getByText('The caller is blocked and hears busy.').waitFor();
  });

  task('keeps both changes when two people change a forward', async ({ open, page, request }, hand) => {
    await open(`/numbers/${ours}`);
    await page.getByLabel('If nobody answers').selectOption('message');
    const stored = (await (await request('GET', `/api/forwarding/forwards/${ours}`)).json()) as object;
    const theirs = { ...stored, targets: [{ kind: 'phone', number: '+12065550143' }] };
    await request('PUT', `/api/forwarding/forwards/${ours}`, theirs, { 'if-match': '"3"' });

    await hand.click(page.getByRole('button', { name: 'Continue with the merge' }));
    await hand.click(page.getByRole('button', { name: 'Save the forward' }));
    await page.getByText('Saved.').waitFor();

    const merged = await (await request('GET', `/api/forwarding/forwards/${ours}`)).json();
    expect(merged).toMatchObject({ atEnd: 'message', targets: [{ number: '+12065550143' }], version: 5 });
  });

  task('places a call, and answers it as the phone that rings', async ({ open, page, request }, hand) => {
    await request('PUT', '/api/local/phones/+12065550143', { kind: 'no-answer' });
    await open('/calls');
    await hand.type(page.getByLabel('To', { exact: true }), ours);
    await hand.click(page.getByRole('button', { name: 'Call', exact: true }));
    await hand.click(page.getByRole('button', { name: 'Answer: +12065550143' }));

    await page.getByLabel('Phone +12065550143').getByText('Connected with').waitFor();
    await page.getByText('+12065550143 answered').first().waitFor();
  });

  task('ends a live call', async ({ open, page }, hand) => {
    await open('/calls?state=live');
    await hand.click(page.getByRole('region', { name: 'Calls' }).getByRole('link').first());
    await hand.click(page.getByRole('button', { name: 'Hang up', exact: true }));

    await page.getByLabel('Facts').getByText('ended').waitFor();
  });

  task('sees why a past call rang where it did', async ({ open, page }, hand) => {
    await open('/calls');
    await hand.type(page.getByLabel('With the number'), ours);
    await hand.click(page.getByRole('region', { name: 'Calls' }).getByRole('link').first());

    await page.getByRole('heading', { name: 'Why did it ring there?' }).waitFor();
    await page.getByText(/It rings \+12065550143/).waitFor();
    expect(await page.getByText('forward of +12065550104, version 5').count()).toBe(1);
  });

  task('removes a forward', async ({ open, page }, hand) => {
    await open('/numbers');
    await hand.click(page.getByRole('button', { name: `Remove the forward of ${ours}` }));
    await hand.click(page.getByRole('button', { name: 'Remove the forward', exact: true }));
    await page
      .getByRole('button', { name: `Forward ${ours}` })
      .and(page.locator(':enabled'))
      .waitFor();

    expect(await page.getByRole('row').filter({ hasText: ours }).textContent()).toContain('None');
  });

  it('shows what another client changes without a reload', async () => {
    const { open, page, request } = world();
    await open('/numbers');
    await request('PUT', '/api/forwarding/forwards/+12065550105', {
      targets: [{ kind: 'phone', number: caller }],
      callerId: 'caller',
      atEnd: 'apology',
    });

    await page.getByRole('row').filter({ hasText: '+12065550105' }).getByText(caller).waitFor();
  }, 30_000);
};
