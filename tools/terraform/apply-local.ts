import { deepStrictEqual } from 'node:assert';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ok, type Result } from '@dialplane/basics';
import { virtualChime } from '@dialplane/virtual-chime';
import { virtualConnect } from '@dialplane/virtual-connect';
import { localAccountId as accountId, startLocalAws } from '../local-aws/local-aws';
import { servePrices } from '../local-aws/price-server';
import { type PythonEnvironment, pythonEnvironment } from '../local-aws/python-environment';
import { judgeDeployer } from '../permissions/judge-deployer';
import { writeReport } from '../test-report/reports';
import { createTopics } from './alarm-topics';
import { findTerraform, type Terraform } from './find-terraform';
import { type LocalAccount, localAccount } from './local-account';
import { type LocalStack, localStack } from './local-stack';
import { rememberOutOfReach } from './out-of-reach';
import { policyGate } from './policy-gate';
import { rehearseConsole } from './rehearse-console';
import { rehearseAny } from './rehearse-any';
import { rehearseDialtone } from './rehearse-dialtone';
import { rehearseForwarding, type RehearsalContext } from './rehearse-forwarding';
import { rehearseRating } from './rehearse-rating';
import { rehearseRollingDnis } from './rehearse-rolling-dnis';
import { type Steps, steps } from './steps';
import { synthesized } from './synthesized';
import type { ForwardingScene } from './use-forwarding';

const region = 'us-east-1';
const folderOf = (stack: string): string => join(synthesized, 'stacks', stack);
const scene: ForwardingScene = { number: '+12065550100', caller: '+12065550199', owner: '+12065550142' };
const prices = join(__dirname, '../../docs/guides/cdr-rating/prices');

/** Every stack that is rehearsed, each in its own emulated account. */
const allRehearsals: Readonly<
  Record<string, (stack: LocalStack, around: RehearsalContext, step: Steps['step']) => Promise<void>>
> = {
  'forwarding-test': (stack, around, step) => rehearseForwarding(stack, around, scene, step),
  'cdr-rating-test': rehearseRating,
  'rolling-dnis-test': rehearseRollingDnis,
  'dialtone-test': rehearseDialtone,
  'console-test': (stack, around, step) => rehearseConsole(stack, around, scene, step),
};

/** Those that the command line names, as in `npm run terraform:apply-local -- rolling-dnis-test`, or all of them. */
const named = process.argv.slice(2);
const rehearsals: typeof allRehearsals =
  named.length === 0
    ? allRehearsals
    : Object.fromEntries(named.map((stack) => [stack, allRehearsals[stack] ?? rehearseAny(folderOf(stack))]));

type Programs = { readonly terraform: Terraform; readonly python: PythonEnvironment };

/** Finds the programs that a rehearsal needs. An error is a sentence that says what is missing. */
const findPrograms = async (): Promise<Result<Programs, string>> => {
  for (const stack of Object.keys(rehearsals))
    if (!existsSync(`${folderOf(stack)}/cdk.tf.json`))
      throw new Error(
        `Cannot apply "${folderOf(stack)}": expected a cdk.tf.json, so run npm run terraform:apply-local`,
      );
  const terraform = findTerraform();
  if (!terraform.ok) return terraform;
  const python = await pythonEnvironment('.local-aws');
  return python.ok ? ok({ terraform: terraform.value, python: python.value }) : python;
};

/** Rehearses one deployment on emulators. Returns the provider's name; an error is a sentence that says why it was skipped. */
const applyLocal = async (
  name: string,
  { terraform, python }: Programs,
  rehearsal: (typeof allRehearsals)[string],
  step: Steps['step'],
): Promise<Result<string, string>> => {
  const refused = new Set<string>();
  const chime = virtualChime({
    region,
    accountId,
    now: Date.now,
    numbers: [{ number: scene.number, productType: 'VoiceConnector' }],
    fault: (operation, when) =>
      when === 'before' && refused.has(operation) ? { error: 'BadRequestException' } : undefined,
  });
  let account: LocalAccount | undefined;
  const connect = virtualConnect({
    region,
    accountId,
    now: Date.now,
    around: {
      // The functions of flows are those that the stack has deployed.
      handlerOf: (arn) => (event) =>
        account?.invoke(arn, event) ?? Promise.reject(new Error('Nothing is deployed')),
      agentOf: () => ({ answersAfterSeconds: 1, hangsUpAfterSeconds: 1 }),
    },
  });
  const priceServer = await servePrices(prices);
  const gate = await policyGate(chime.fetch);
  try {
    const aws = await startLocalAws(python, {
      chime,
      connect,
      region,
      settings: { PRICING_DOMAIN: priceServer.url, ...gate.settings },
    });
    gate.open(aws.ministack);
    try {
      await createTopics(folderOf(name), aws, region);
      const stack = await localStack(folderOf(name), terraform, aws);
      if (!stack.ok) return stack;
      try {
        account = localAccount(aws, region);
        const around: RehearsalContext = { aws, chime, connect, account, region, refused };
        const own: Steps['step'] = (what, take) => step(`${name} ${what}`, take);
        await rehearsal(stack.value, around, own);
        await own('policies allowed every request of its functions to DynamoDB and Chime:', async () => {
          deepStrictEqual(gate.denied(), []);
          const { requests, functions } = gate.summary();
          return `${requests} of ${functions.length} functions`;
        });
        await own('its deployer policy allowed every request of Terraform:', () => judge(name, stack.value));
      } finally {
        stack.value.discard();
      }
      return ok(stack.value.provider);
    } finally {
      await aws.stop();
    }
  } finally {
    await gate.stop();
    await priceServer.stop();
  }
};

/** Rehearses one stack, and writes its report. @returns whether no step failed */
const rehearseStack = async (
  stack: string,
  rehearsal: (typeof allRehearsals)[string],
  programs: Result<Programs, string>,
): Promise<boolean> => {
  const { step, report } = steps(`terraform-rehearse-${stack.replace(/-test$/, '')}`);
  const outcome = programs.ok ? await applyLocal(stack, programs.value, rehearsal, step) : programs;
  const counted =
    outcome.ok && programs.ok
      ? report([`Terraform ${programs.value.terraform.version}`, outcome.value])
      : { ...report([]), skipped: outcome.ok ? [] : [`${stack}: ${outcome.error}`] };
  for (const one of counted.skipped) console.log(one.replace(': ', ': SKIPPED, '));
  if (programs.ok && !outcome.ok) rememberOutOfReach();
  writeReport(counted);
  return counted.failed === 0;
};

/** Compares the deployer policy of a stack with all requests of its deployment. @returns the result in words */
const judge = async (name: string, stack: LocalStack): Promise<string> => {
  const { requests, denied, notRequested } = await judgeDeployer(
    JSON.parse(readFileSync(`${folderOf(name)}/cdk.tf.json`, 'utf8')),
    { stack: name, region },
    stack.requests(),
    stack.tags,
  );
  deepStrictEqual(denied, []);
  deepStrictEqual(notRequested.always, []);
  mkdirSync('reports/deployers', { recursive: true });
  writeFileSync(`reports/deployers/${name}.json`, `${JSON.stringify(notRequested, null, 2)}\n`);
  return `${requests} different ones; ${notRequested.changes.length} actions are only for changes, and ${notRequested.implied.length} only for AWS`;
};

const main = async (): Promise<void> => {
  const started = Date.now();
  const programs = await findPrograms();
  // In parallel, because Terraform spends most of its time waiting for AWS's eventual consistency.
  const worked = await Promise.all(
    Object.entries(rehearsals).map(([stack, rehearsal]) => rehearseStack(stack, rehearsal, programs)),
  );
  console.log(`${worked.length} stacks: ${((Date.now() - started) / 1000).toFixed(0)} s`);
  if (!worked.every(Boolean)) process.exitCode = 1;
};

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
