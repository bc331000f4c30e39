import { chromiumPath } from './chromium';
import { everyPage } from './every-page';
import { states } from './states';
import { systems } from './systems';
import { tasks } from './tasks';
import { startWorld, type World } from './world';

const inBrowser = chromiumPath === undefined ? describe.skip : describe;

inBrowser(
  `the console ${chromiumPath ? '[real: Chromium]' : 'skipped, since Chromium was not found'}`,
  () => {
    let started: World;
    const world = () => started;
    beforeAll(async () => {
      started = await startWorld();
    }, 60_000);
    afterAll(() => started.stop());

    describe('an operator', () => tasks(world));
    describe('an operator of the other systems', () => systems(world));
    describe('when all is not well', () => states(world));
    describe('every page', () => everyPage(world));
  },
);
