import { hands, type World } from './world';

/** No task takes more interactions than this. */
const most = 3;

/** Defines a test of a task, which counts the interactions of the operator. */
export const countedTask =
  (world: () => World) =>
  (name: string, act: (world: World, hand: ReturnType<typeof hands>) => Promise<void>): void => {
    it(`${name} in at most ${most} interactions`, async () => {
      const hand = hands();
      await act(world(), hand);

      expect(hand.interactions()).toBeGreaterThan(0);
      expect(hand.interactions()).toBeLessThanOrEqual(most);
    }, 30_000);
  };
