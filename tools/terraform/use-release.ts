import { deepStrictEqual } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudWatchClient, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import {
  LambdaClient,
  PublishVersionCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { awsReleases } from '@dialplane/dialtone-provisioning';
import { credentials, type LocalAws } from '../local-aws/local-aws';
import { activeAlarmsOf } from '../releases/aws-alarms';
import { type CanaryRelease, releaseByCanary } from '../releases/canary';
import { releasedFunctions } from '../releases/released-functions';
import type { LocalAccount } from './local-account';
import type { Steps } from './steps';
import { synthesized } from './synthesized';

/** A deployed stack, of whose functions Terraform has just published a second version. */
export type ReleasedDeployment = {
  readonly stack: string;
  readonly aws: LocalAws;
  readonly region: string;
  readonly account: LocalAccount;
  /** Makes a call whose events go to this account's functions. @throws if the call does not end as it should */
  readonly call: (account: Pick<LocalAccount, 'invoke'>) => Promise<void>;
};

/**
 * Two rehearsals. `accepted` releases the second version. The emulator does not split invocations between versions, so here the
 * events of a call alternate between them. `refused` comes after it, and changes the functions without Terraform: a third version
 * raises an alarm. The release reads that from the emulated CloudWatch, and goes back.
 */
export const releaseRehearsals = (
  { stack, aws, region, account, call }: ReleasedDeployment,
  step: Steps['step'],
) => {
  const lambda = new LambdaClient({ endpoint: aws.ministack, region, credentials });
  const cloudWatch = new CloudWatchClient({ endpoint: aws.moto, region, credentials });
  const releases = awsReleases(lambda);
  const functions = releasedFunctions(
    JSON.parse(readFileSync(join(synthesized, 'stacks', stack, 'cdk.tf.json'), 'utf8')),
  );
  const serving = () =>
    Promise.all(functions.map(async (name) => (await releases.read(name)).serving.version));
  const release = (whileSplit: () => Promise<unknown>, minutes = 0.25) => {
    let waited = 0;
    const canary: CanaryRelease = {
      functions,
      releases,
      activeAlarms: activeAlarmsOf(cloudWatch, stack),
      share: 0.1,
      minutes,
      sleep: async () => void (waited++ === 0 && (await whileSplit())),
      progress: () => undefined,
    };
    return releaseByCanary(canary);
  };

  const accepted = () =>
    step('a call is answered by two versions in turn, during a canary', async () => {
      let events = 0;
      const inTurn: Pick<LocalAccount, 'invoke'> = {
        invoke: (arn, event) => account.invoke(arn.replace(/:serving$/, `:${1 + (events++ % 2)}`), event),
      };
      const released = await release(async () => {
        deepStrictEqual(
          await serving(),
          functions.map(() => '1'),
        );
        await call(inTurn);
        await call(account);
      });
      deepStrictEqual(released.ok ? released.value.length : released.error, functions.length);
      deepStrictEqual(
        await serving(),
        functions.map(() => '2'),
      );
      return `${events} events`;
    });

  const refused = () =>
    step('an alarm during a canary takes the release back', async () => {
      for (const FunctionName of functions) {
        await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, MemorySize: 1024 }));
        await lambda.send(new PublishVersionCommand({ FunctionName }));
      }
      const alarm = (StateValue: 'ALARM' | 'OK') =>
        cloudWatch.send(
          new SetAlarmStateCommand({
            AlarmName: `${functions[0]} errors`,
            StateValue,
            StateReason: 'rehearsal',
          }),
        );
      const outcome = await release(() => alarm('ALARM'));
      await alarm('OK');
      deepStrictEqual(outcome, {
        ok: false,
        error: `Rolled back, because alarms were raised: ${functions[0]} errors`,
      });
      deepStrictEqual(
        await serving(),
        functions.map(() => '2'),
      );
      await call(account);
    });
  return { accepted, refused };
};
