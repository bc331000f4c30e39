import { existsSync } from 'node:fs';

const places = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser'];

/** The program of a Chromium on this machine. Undefined: there is none, so tests in a browser are skipped. */
export const chromiumPath = places.find((path) => path !== undefined && existsSync(path));
