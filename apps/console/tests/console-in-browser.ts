import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { startChromium } from './chromium';
import { startLoopback } from '@dialplane/apps/loopback/testing';

const workspace = join(__dirname, '../../..');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Where screenshots are kept, as output of the tests. */
const screenshots = join(workspace, 'reports/console');

/** A loopback with its demo data, and the console in a browser. */
export type ConsoleInBrowser = {
  readonly url: string;
  readonly browser: Browser;
  readonly page: Page;
  /** What the browser complained about: errors of scripts, and what the security policy refused. */
  readonly complaints: readonly string[];
  /** Opens a page of the console. */
  readonly open: (path: string) => Promise<void>;
  /** Sends a request of another client. */
  readonly request: (
    method: string,
    path: string,
    body?: object,
    headers?: Record<string, string>,
  ) => Promise<Response>;
  readonly stop: () => Promise<void>;
};

/** One browser and one loopback for all tests. */
export const startConsoleInBrowser = async (): Promise<ConsoleInBrowser> => {
  mkdirSync(screenshots, { recursive: true });
  const [loopback, browser] = await Promise.all([
    startLoopback({ LOOPBACK_EPHEMERAL: 'yes' }),
    startChromium(),
  ]);
  const page = await browser.newPage({ viewport: { width: 1360, height: 860 } });
  page.setDefaultTimeout(8_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) complaints.push(message.text());
  });
  const { url } = loopback;
  return {
    url,
    browser,
    page,
    complaints,
    open: async (path) => {
      await page.goto(`${url}${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
    },
    request: (method, path, body, headers = {}) =>
      fetch(`${url}${path}`, {
        method,
        headers: {
          'x-dialplane-console': '1',
          ...(body && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body && { body: JSON.stringify(body) }),
      }),
    stop: async () => {
      await browser.close();
      await loopback.stop();
    },
  };
};

/** Uses a page as a person does, and counts: a click, a field that is filled in, and a choice are one interaction each. */
export const hands = () => {
  let interactions = 0;
  const counted =
    <Rest extends readonly unknown[]>(act: (at: Locator, ...rest: Rest) => Promise<unknown>) =>
    async (at: Locator, ...rest: Rest) => {
      interactions += 1;
      await act(at, ...rest);
    };
  return {
    click: counted((at) => at.click()),
    type: counted((at, text: string) => at.fill(text)),
    choose: counted((at, option: string) => at.selectOption(option)),
    interactions: () => interactions,
  };
};

/** What axe finds wrong with the page as it is shown now: the rules of WCAG 2 and axe's own good practice. */
export const axeViolations = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    type Found = { readonly id: string; readonly nodes: readonly { readonly html: string }[] };
    const { axe: scanner } = window as unknown as {
      readonly axe: { readonly run: () => Promise<{ readonly violations: readonly Found[] }> };
    };
    const { violations } = await scanner.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('; ')}`);
  });
};

/** The screenshots that the README shows. UPDATE_SCREENSHOTS=1 takes them again. */
const inReadme: readonly string[] = ['call-light', 'forward-dark'];

/** Keeps a screenshot as output of the tests. */
export const screenshot = async (page: Page, name: string): Promise<void> => {
  await page.screenshot({ path: join(screenshots, `${name}.png`) });
  if (process.env['UPDATE_SCREENSHOTS'] && inReadme.includes(name))
    await page.screenshot({ path: join(workspace, `docs/images/console-${name}.png`) });
};
