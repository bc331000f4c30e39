import { deepStrictEqual, match, ok } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import type { VirtualChime } from '@dialplane/virtual-chime';
import type { Person } from './deployed-api';
import type { LocalAccount } from './local-account';
import type { LocalBrowser } from './local-edge';
import type { Use } from './rehearse';
import type { ForwardingScene } from './use-forwarding';

/** A deployed console, and the forwarding stack that it works with. */
export type ConsoleDeployment = {
  readonly browser: LocalBrowser;
  readonly ministack: string;
  readonly chime: VirtualChime;
  readonly account: LocalAccount;
  /** The Voice Connector that the number was attached to before. */
  readonly connector: string;
  readonly operator: Person;
  readonly url: string;
  readonly scene: ForwardingScene;
};

const ours = { 'x-dialplane-console': '1' };

/** What an operator does with the console, in order. The last two are the tasks of AWS's published sample. */
export const consoleUses: readonly Use<ConsoleDeployment>[] = [
  [
    'the page and its settings are served from the private bucket',
    async ({ browser, url }) => {
      match((await browser.ask('GET', `${url}/numbers`)).text, /<div id="root">/);
      deepStrictEqual(JSON.parse((await browser.ask('GET', `${url}/config.json`)).text).kind, 'deployed');
    },
  ],
  [
    'a person who is not signed in sees nothing, and a change without our header stops at the edge',
    async ({ browser, url, scene: { number } }) => {
      const answers = [
        await browser.ask('GET', `${url}/api/forwarding/numbers`),
        await browser.ask('GET', `${url}/session`),
        await browser.ask('DELETE', forwardAt(url, number)),
      ];
      deepStrictEqual(
        answers.map(({ status }) => status),
        [401, 401, 403],
        answers.map(({ status, text }) => `${status} ${text}`).join('; '),
      );
    },
  ],
  [
    'an operator signs in at Cognito, and scripts can read no token',
    async ({ browser, url, ministack, operator }) => {
      const left = await browser.ask('GET', `${url}/session/sign-in?to=/numbers`);
      const there = new URL(left.headers.get('location') ?? '');
      const back = await signInAt(`${ministack}${there.pathname}`, there.searchParams, operator);
      ok(back.startsWith(`${url}/session/callback?`), back);
      const home = await browser.ask('GET', back);
      deepStrictEqual([home.status, home.headers.get('location')], [302, '/numbers']);
      for (const cookie of home.headers.getSetCookie()) match(cookie, /HttpOnly; Secure/);
      const session = JSON.parse((await browser.ask('GET', `${url}/session`)).text);
      deepStrictEqual(session.mayChange, true);
    },
  ],
  [
    'the operator forwards the number',
    async ({ browser, url, chime, scene: { number, owner } }) => {
      const put = await browser.ask('PUT', forwardAt(url, number), {
        headers: { ...ours, 'if-none-match': '*' },
        body: { targets: [{ kind: 'phone', number: owner }], callerId: 'caller', atEnd: 'apology' },
      });
      deepStrictEqual([put.status, chime.routeOf(number)?.kind], [201, 'application']);
    },
  ],
  [
    'the operator removes the forward',
    async ({ browser, url, account, connector, scene: { number } }) => {
      const removed = await browser.ask('DELETE', forwardAt(url, number), {
        headers: { ...ours, 'if-match': '"1"' },
      });
      ok([202, 204].includes(removed.status), `the API answered ${removed.status}`);
      // 202: on a busy machine, the number is still being moved. Each request about it continues that.
      for (let waited = 0; waited < 30 && (await account.connectorOf(number)) !== connector; waited += 1) {
        await sleep(1000);
        await browser.ask('GET', forwardAt(url, number), { headers: ours });
      }
      deepStrictEqual(await account.connectorOf(number), connector);
    },
  ],
];

const forwardAt = (url: string, number: string): string =>
  `${url}/api/forwarding/forwards/${encodeURIComponent(number)}`;

/** Fills in Cognito's sign-in form. @returns where Cognito leads back to */
const signInAt = async (
  form: string,
  asked: URLSearchParams,
  { username, password }: Person,
): Promise<string> => {
  const page = await (await fetch(`${form}?${asked}`)).text();
  const hidden = [...page.matchAll(/<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"/g)];
  const filled = new URLSearchParams(
    hidden.map(([, name = '', value = '']): [string, string] => [name, unescaped(value)]),
  );
  filled.set('username', username);
  filled.set('password', password);
  const answer = await fetch(new URL('/login', form), { method: 'POST', body: filled, redirect: 'manual' });
  return (
    answer.headers.get('location') ?? `no answer: ${answer.status} ${(await answer.text()).slice(0, 400)}`
  );
};

const unescaped = (text: string): string =>
  text.replaceAll('&amp;', '&').replaceAll('&#x27;', "'").replaceAll('&quot;', '"');
