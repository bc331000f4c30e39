import { chromiumPath } from './chromium-path';
import { everyPage } from './every-page';
import { states } from './states';
import { systems } from './systems';
import { tasks } from './tasks';
import { startConsoleInBrowser, type ConsoleInBrowser } from './console-in-browser';

const inBrowser = chromiumPath === undefined ? describe.skip : describe;

inBrowser(
  `the console ${chromiumPath ? '[real: Chromium]' : 'skipped, since Chromium was not found'}`,
  () => {
    let started: ConsoleInBrowser;
    const world = () => started;
    beforeAll(async () => {
      started = await startConsoleInBrowser();
    }, 60_000);
    afterAll(() => started.stop());

    describe('an operator', () => tasks(world));
    describe('an operator of the other systems', () => systems(world));
    describe('when all is not well', () => states(world));
    describe('every page', () => everyPage(world));
  },
);
