import { dnisScenes, playDnisScene } from './dnis-scenes';

it.each(dnisScenes.map((scene) => [scene.story, scene] as const))('%s', async (_story, scene) => {
  const errors: unknown[] = [];
  const log = {
    info: () => undefined,
    warn: () => undefined,
    error: (...all: unknown[]) => errors.push(all),
  };
  const { agents, ladders } = await playDnisScene(scene, log);

  expect(agents).toEqual(scene.agents);
  expect(ladders.join('')).toContain('ContactFlowEvent');
  expect(errors).toEqual([]);
});
