import { type Browser, chromium } from 'playwright-core';
import { chromiumPath } from './chromium-path';

/** Starts Chromium without a window. The sandbox needs rights that a container's root does not have; only our own page is shown. */
export const startChromium = (): Promise<Browser> =>
  chromium.launch({
    ...(chromiumPath !== undefined && { executablePath: chromiumPath }),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
