import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const places = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser'];

/** The program of a Chromium on this machine. Undefined: there is none, so tests in a browser are skipped. */
export const chromiumPath = places.find((path) => path !== undefined && existsSync(path));

/** Starts Chromium without a window. The sandbox needs rights that a container's root does not have; only our own page is shown. */
export const startChromium = (): Promise<Browser> =>
  chromium.launch({
    ...(chromiumPath !== undefined && { executablePath: chromiumPath }),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
