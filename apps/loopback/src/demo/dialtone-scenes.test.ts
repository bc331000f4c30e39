import { dialtoneScenes, playDialtoneScene } from './dialtone-scenes';

it.each(dialtoneScenes.map((scene) => [scene.story, scene] as const))('%s', async (_story, scene) => {
  const errors: unknown[] = [];
  const log = {
    info: () => undefined,
    warn: () => undefined,
    error: (...all: unknown[]) => errors.push(all),
  };
  const { seen, alerts, ladder } = await playDialtoneScene(scene, log);

  expect(seen).toBe(scene.outcome);
  expect(ladder).toContain('Twilio');
  expect(alerts).toEqual([]);
  expect(errors).toEqual([]);
});
