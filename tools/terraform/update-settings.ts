import { deepStrictEqual } from 'node:assert';
import type { LocalStack } from './local-stack';
import type { Steps } from './steps';

/** New values of arguments, by the type of the resources that have them. */
type Settings = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Applies a later version of a stack in which some settings of all resources of a type differ. The next plan must be empty. */
export const updateSettings = async (
  stack: Pick<LocalStack, 'edit' | 'apply' | 'drift'>,
  settings: Settings,
  step: Steps['step'],
): Promise<void> => {
  stack.edit((text) => withSettings(text, settings));
  await step('updated', async () => {
    const { changed } = await stack.apply();
    deepStrictEqual(await stack.drift(), []);
    return `${changed} resources, and planned again without changes`;
  });
};

/** @throws if the stack has no resource of a type */
export const withSettings = (text: string, settings: Settings): string => {
  const stack = JSON.parse(text) as {
    readonly resource: Readonly<Record<string, Readonly<Record<string, object>>>>;
  };
  for (const [type, values] of Object.entries(settings)) {
    const resources = Object.values(stack.resource[type] ?? {});
    if (resources.length === 0) throw new Error(`Cannot update "${type}": the stack has none`);
    for (const resource of resources) Object.assign(resource, values);
  }
  return JSON.stringify(stack);
};
