import type { Request, Route } from 'playwright-core';
import { axeViolations, screenshot, type ConsoleInBrowser } from './console-in-browser';

const numbers = '**/api/forwarding/numbers?*';
const problem = (status: number, title: string) => ({
  status,
  contentType: 'application/problem+json',
  body: JSON.stringify({ type: 'about:blank', status, title }),
});

/** The number with this place in a made-up list. */
const listed = (place: number, name?: string) => ({
  number: `+1206${String(5_000_000 + place)}`,
  productType: 'VoiceConnector',
  status: 'Assigned',
  attachedTo: [{ kind: 'voice-connector', id: 'abc' }],
  ...(name !== undefined && { name }),
});

/** A forward to one phone. */
const forwardTo = (number: string) => ({
  targets: [{ kind: 'phone', number }],
  callerId: 'caller',
  atEnd: 'apology',
});

/** What the console shows when its API is slow, fails, or has nothing or very much to show. */
export const states = (world: () => ConsoleInBrowser): void => {
  /** Answers requests for numbers in another way during one test. */
  const withNumbers = async (answer: (route: Route) => Promise<unknown>, act: () => Promise<void>) => {
    const { page } = world();
    await page.route(numbers, answer);
    await act().finally(() => page.unroute(numbers, answer));
  };

  /** Answers as a deployed server with the forwarding API during one test: there are no server-sent events. */
  const asDeployed = async (act: () => Promise<void>) => {
    const { page } = world();
    const config = { name: 'prod', kind: 'deployed', features: ['forwarding'], csrfHeader: 'X' };
    await page.route('**/config.json', (route) => route.fulfill({ json: config }));
    await act().finally(() => page.unroute('**/config.json'));
  };

  it('says that the API does not answer, and recovers when it does', async () => {
    const { open, page } = world();
    await withNumbers(
      (route) => route.abort(),
      async () => {
        await open('/numbers');
        await page.getByRole('heading', { name: 'The API does not answer' }).waitFor();
        expect(await axeViolations(page)).toEqual([]);
        await screenshot(page, 'api-down');
      },
    );
    await page.getByRole('button', { name: 'Retry' }).click();
    await page.getByRole('row').filter({ hasText: '+12065550100' }).waitFor();
  }, 30_000);

  it('says that the API answers slowly', async () => {
    const { open, page } = world();
    const held: Route[] = [];
    await withNumbers(
      async (route) => void held.push(route),
      async () => {
        await open('/numbers');
        await page.getByText('Still loading the numbers: the API is slow').waitFor();
        await Promise.all(held.map((route) => route.continue()));
        await page.getByRole('row').filter({ hasText: '+12065550100' }).waitFor();
      },
    );
  }, 30_000);

  it('offers to sign in when nobody is signed in', async () => {
    const { open, page } = world();
    await withNumbers(
      (route) => route.fulfill(problem(401, 'Sign in first')),
      async () => {
        await open('/numbers');
        await page.getByRole('heading', { name: 'You are not signed in' }).waitFor();
        const link = await page.getByRole('link', { name: 'Sign in' }).getAttribute('href');
        expect(link).toBe('/session/sign-in?to=%2Fnumbers');
      },
    );
  }, 30_000);

  it('when deployed, renews the session before the first request of a page', async () => {
    const { page, url } = world();
    const held: Route[] = [];
    const hold = async (route: Route) => void held.push(route);
    let requests = 0;
    const count = (route: Route) => {
      requests += 1;
      return route.continue();
    };
    await page.route('**/session', hold);
    await asDeployed(() =>
      withNumbers(count, async () => {
        await page.goto(`${url}/numbers`);
        await page.getByText('Still loading the console').waitFor();
        expect([held.length, requests]).toEqual([1, 0]);

        await held[0]?.fulfill({ json: { name: 'ada', mayChange: true } });
        await page.getByRole('row').filter({ hasText: '+12065550100' }).waitFor();
      }),
    ).finally(() => page.unroute('**/session', hold));
    expect(requests).toBe(1);
  }, 30_000);

  it('keeps what was typed when the session ends before it is saved', async () => {
    const { open, page } = world();
    const forward = '**/api/forwarding/forwards/*';
    const signedOut = (route: Route) => route.fulfill(problem(401, 'Cannot answer: you are not signed in'));
    await open('/numbers/+12065550107');
    await page.getByLabel('Phone', { exact: true }).fill('+12065550142');
    await page.route(forward, signedOut);
    await page.getByRole('button', { name: 'Forward the number' }).click();
    const link = page.getByRole('alert').getByRole('link', { name: 'Sign in in a new tab' });
    await link.nth(1).waitFor(); // for what is shown, which may be out of date, and for the change
    await page.getByText('then try again here').waitFor();

    expect(await link.nth(1).getAttribute('target')).toBe('_blank');
    expect(await link.nth(1).getAttribute('href')).toBe('/session/sign-in?to=%2Fnumbers%2F%2B12065550107');
    expect(await page.getByLabel('Phone', { exact: true }).inputValue()).toBe('+12065550142');
    expect(await axeViolations(page)).toEqual([]);
    await page.unroute(forward, signedOut);
    await page.getByRole('button', { name: 'Undo my changes' }).click();
  }, 30_000);

  it('says what the API said when it refuses', async () => {
    const { open, page } = world();
    await withNumbers(
      (route) => route.fulfill(problem(502, 'Cannot do this at Amazon Chime: AccessDenied')),
      async () => {
        await open('/numbers');
        await page.getByText('Cannot do this at Amazon Chime: AccessDenied').waitFor();
      },
    );
  }, 30_000);

  it('says what to do when the account has no numbers', async () => {
    const { open, page } = world();
    await withNumbers(
      (route) => route.fulfill({ json: { numbers: [] } }),
      async () => {
        await open('/numbers');
        await page.getByRole('heading', { name: 'The account has no numbers' }).waitFor();
        expect(await axeViolations(page)).toEqual([]);
      },
    );
  }, 30_000);

  it('shows hostile text as text', async () => {
    const { open, page } = world();
    const hostile = '<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>';
    await withNumbers(
      (route) => route.fulfill({ json: { numbers: [listed(0, hostile)] } }),
      async () => {
        await open('/numbers');
        await page.getByText(hostile).waitFor();
        expect(await page.locator('main img, main script').count()).toBe(0);
        expect(await page.title()).toBe('Numbers · Dialplane');
      },
    );
  }, 30_000);

  it('keeps what was typed when another page is opened in between', async () => {
    const { open, page } = world();
    await open('/numbers/+12065550107');
    await page.getByLabel('Phone', { exact: true }).fill('+12065550142');
    await page.getByRole('link', { name: 'All numbers' }).click();
    await page.getByRole('link', { name: '+12065550107' }).click();

    expect(await page.getByLabel('Phone', { exact: true }).inputValue()).toBe('+12065550142');
    await page.getByRole('button', { name: 'Undo my changes' }).click();
  }, 30_000);

  it('refuses nothing silently: those who may only look are told so', async () => {
    const { open, page } = world();
    await page.route('**/session', (route) => route.fulfill({ json: { name: 'ann', mayChange: false } }));
    await open('/numbers/+12065550100');
    await page.getByText('You can look at everything, but not change it').waitFor();

    expect(await page.getByLabel('Rings (s)').first().isDisabled()).toBe(true);
    const closed = page.getByRole('gridcell', { name: 'Sunday 9 o’clock: closed' });
    await closed.click();
    expect(await closed.count()).toBe(1);
    await page.keyboard.press(' ');
    expect(await closed.count()).toBe(1);
    await page.unroute('**/session');
  }, 30_000);

  it('when deployed, shows what the server offers only, and asks before real phones ring', async () => {
    const { open, page, request } = world();
    await asDeployed(async () => {
      await open('/');
      await page.getByRole('heading', { name: 'Numbers' }).waitFor();
      expect(await page.getByRole('navigation').getByRole('link').allTextContents()).toEqual(['Numbers']);

      await page.getByRole('link', { name: '+12065550100' }).click();
      await page.getByLabel('Rings (s)').first().fill('21');
      await page.getByRole('button', { name: 'Save the forward' }).click();
      await page.getByRole('dialog').getByText('ring real phones').waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Save, and ring these phones' }).click();
      await page.getByText('Saved.').waitFor();
    });

    const forward = await (await request('GET', '/api/forwarding/forwards/+12065550100')).json();
    expect(forward).toMatchObject({ targets: [{ ringSeconds: 21 }, {}] });
  }, 30_000);

  it('when deployed, forgets a loop as soon as the forward that closed it is removed', async () => {
    const { open, page, request } = world();
    const [first, other] = ['+12065550107', '+12065550108'];
    await request('PUT', `/api/forwarding/forwards/${other}`, forwardTo(first));
    await asDeployed(async () => {
      await open(`/numbers/${first}`);
      await page.getByLabel('Phone', { exact: true }).fill(other);
      await page.getByText('must not form a loop').waitFor();

      await page.getByRole('link', { name: 'All numbers' }).click();
      await page.getByRole('button', { name: `Remove the forward of ${other}` }).click();
      await page.getByRole('button', { name: 'Remove the forward', exact: true }).click();
      await page.getByRole('button', { name: `Forward ${other}` }).waitFor();
      await page.getByRole('link', { name: first }).click();
      await page.getByRole('button', { name: 'Forward the number' }).and(page.locator(':enabled')).waitFor();

      expect(await page.getByLabel('Phone', { exact: true }).inputValue()).toBe(other);
      await page.getByRole('button', { name: 'Undo my changes' }).click();
    });
  }, 30_000);

  it('when deployed, takes a forward of the operator for their own once the number has been moved', async () => {
    const { open, page, request } = world();
    const [number, target] = ['+12065550109', '+12065550142'];
    const path = `**/api/forwarding/forwards/${encodeURIComponent(number)}`;
    const accept = (route: Route) =>
      route.request().method() === 'PUT'
        ? route.fulfill({ status: 202, json: { number, status: 'moving' } })
        : route.continue();
    const save = async (name: string) => {
      await page.getByRole('button', { name }).click();
      await page.getByRole('button', { name: 'Save, and ring these phones' }).click();
    };
    await asDeployed(async () => {
      await page.route(path, accept);
      await open(`/numbers/${number}`);
      await page.getByLabel('Phone', { exact: true }).fill(target);
      await save('Forward the number');
      await page.getByText('is being moved').waitFor();
      await page.unroute(path, accept);
      await page.getByLabel('Rings (s)').fill('12');
      await request('PUT', `/api/forwarding/forwards/${number}`, forwardTo(target));
      await save('Save the forward'); // once the page has read that the number has been moved
      await page.getByText('Saved.').waitFor();
      let reads = 0;
      const count = (sent: Request) => {
        if (sent.method() === 'GET' && sent.url().endsWith(encodeURIComponent(number))) reads += 1;
      };
      page.on('request', count);
      await page.waitForTimeout(4_500); // while it waited for the move, it read the forward every 2 seconds
      page.off('request', count);
      expect(reads).toBeLessThanOrEqual(1);
    });

    const forward = await (await request('GET', `/api/forwarding/forwards/${number}`)).json();
    expect(forward).toMatchObject({ targets: [{ number: target, ringSeconds: 12 }], version: 2 });
  }, 30_000);

  it('filters 10,000 numbers within 50 ms', async () => {
    const { open, page } = world();
    const pageOf = (first: number) => ({
      numbers: Array.from({ length: 100 }, (_, place) => listed(first + place)),
      ...(first < 9_900 && { next: String(first + 100) }),
    });
    await withNumbers(
      (route) =>
        route.fulfill({ json: pageOf(Number(new URL(route.request().url()).searchParams.get('next') ?? 0)) }),
      async () => {
        await open('/numbers');
        await page.getByText('10000 numbers').waitFor();
        // The machine may be busy with other tests, so the best of three rounds counts.
        const rounds: number[] = [];
        for (const round of [1, 2, 3]) {
          const times = await page.evaluate(filterTimes, ['0012', '9', '99', '999', '9999', '123', '45']);
          const shown = times.map((time) => time.toFixed(0)).join(', ');
          console.log(`Filtering 10,000 numbers, round ${round}: ${shown} ms`);
          rounds.push([...times].sort((one, other) => one - other)[3] ?? Infinity);
        }
        expect(Math.min(...rounds)).toBeLessThanOrEqual(50);
        expect(await page.getByRole('row').count()).toBeLessThan(60);
      },
    );
  }, 60_000);
};

/** Runs in the page. For each filter: the time from the key to the picture that shows its numbers, in milliseconds. */
const filterTimes = async (filters: readonly string[]): Promise<readonly number[]> => {
  const field = document.querySelector<HTMLInputElement>('input[type=search]');
  const count = document.querySelector('.toolbar [role=status]');
  if (!field || !count) throw new Error('Cannot find the filter');
  const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  const times: number[] = [];
  for (const filter of filters) {
    const before = count.textContent;
    const start = performance.now();
    setValue?.call(field, filter);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    while (count.textContent === before) await new Promise((resolve) => requestAnimationFrame(resolve));
    times.push(performance.now() - start);
  }
  return times;
};
