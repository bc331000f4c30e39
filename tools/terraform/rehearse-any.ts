import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RehearsalContext } from './rehearse-forwarding';
import type { LocalStack } from './local-stack';
import { rehearse } from './rehearse';
import type { Steps } from './steps';

/** A deployment of a stack that has no rehearsal of its own: each of its functions is invoked with an empty event. */
export const rehearseAny =
  (folder: string) =>
  async (stack: LocalStack, { account }: RehearsalContext, step: Steps['step']): Promise<void> => {
    const { resource } = JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8'));
    const functions = Object.values<{ readonly function_name: string }>(resource.aws_lambda_function ?? {});
    await rehearse(
      stack,
      account,
      {
        deployed: async () => functions.map(({ function_name }) => function_name),
        uses: functions.map(({ function_name }) => [
          `${function_name} runs`,
          async () => void (await account.invoke(function_name, {})),
        ]),
      },
      step,
    );
  };
