import { hands, type ConsoleInBrowser } from './console-in-browser';

/** No task takes more interactions than this. */
const most = 3;

/** Defines a test of a task, which counts the interactions of the operator. */
export const countedTask =
  (world: () => ConsoleInBrowser) =>
  (name: string, act: (world: ConsoleInBrowser, hand: ReturnType<typeof hands>) => Promise<void>): void => {
    it(`${name} in at most ${most} interactions`, async () => {
      const hand = hands();
      await act(world(), hand);

      expect(hand.interactions()).toBeGreaterThan(0);
      expect(hand.interactions()).toBeLessThanOrEqual(most);
    }, 30_000);
  };
