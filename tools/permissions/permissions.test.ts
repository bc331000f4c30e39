import { resourcesOf, type SynthesizedStack } from '@dialplane/constructs';
import { describeOnDynamoDbLocal } from '@dialplane/dynamodb-local';
import { addEveryStack } from '../../stacks/every-stack';
import { CdrRatingStack } from '../../stacks/cdr-rating-stack';
import { DialtoneStack } from '../../stacks/dialtone-stack';
import { ForwardingStack } from '../../stacks/forwarding-stack';
import { PlatformStack } from '../../stacks/platform-stack';
import { RollingDnisStack } from '../../stacks/rolling-dnis-stack';
import { stages } from '../../stacks/stages';
import { cdktfApp } from '../../stacks/testing/cdktf-app';
import { dialtoneScenarios } from './testing/dialtone-scenarios';
import { dnisScenarios } from './testing/dnis-scenarios';
import { allows, unneeded } from './evaluate';
import { forwardingScenarios } from './testing/forwarding-scenarios';
import { arns } from './iam-requests';
import { environment, ratingScenarios } from './testing/rating-scenarios';
import { recordRequests } from './record-requests';
import { policyOf } from './role-policies';

/**
 * Runs the scenarios of every app against local services, and evaluates the requests under the policy that the stack gives the
 * app. The policy must allow all of them, and must not contain an action or a resource that none of them needs.
 */
jest.setTimeout(180_000);

const { test } = stages;
const synthesized = (make: (app: ReturnType<typeof cdktfApp>) => { toTerraform(): unknown }) =>
  make(cdktfApp()).toTerraform() as SynthesizedStack;
const dnisStack = (dnis: (typeof test)['dnis'] | Omit<(typeof test)['dnis'], 'playsLegacy'>) =>
  synthesized((app) => new RollingDnisStack(app, 'rolling-dnis-test', { ...test, dnis }));
const ratingStack = (prices: 'bulk' | 'api') =>
  synthesized(
    (app) =>
      new CdrRatingStack(app, 'cdr-rating-test', {
        ...test,
        rating: { runs: [{ name: 'monthly', frequency: 'Monthly', prices }] },
      }),
  );

/** What the scenarios made, by the Terraform references to it. */
const made = {
  connectors: [] as readonly string[],
  application: '',
  instanceId: '',
  phoneNumberId: '',
};
const known = (reference: string): string | undefined => {
  if (reference.startsWith('aws_chimesdkvoice_sip_media_application.'))
    return arns.application(made.application);
  if (reference.startsWith('aws_chime_voice_connector.')) return 'trunk0connector000000a';
  if (reference.startsWith('aws_connect_phone_number.')) return arns.number(made.phoneNumberId);
  if (reference.startsWith('aws_connect_instance.')) return arns.instance(made.instanceId);
  return undefined;
};

const forwarding = () =>
  synthesized(
    (app) => new ForwardingStack(app, 'forwarding-test', { ...test, connectors: [...made.connectors] }),
  );
const { playsLegacy: _, ...withoutLegacy } = test.dnis;
const [pool] = test.dnis.pools;
const oneNumber = () =>
  dnisStack({ ...withoutLegacy, pools: [{ ...pool, claim: { ...pool.claim, count: 1 } }] } as never);
const dnis = () => dnisStack(test.dnis);
const rating = () => ratingStack('bulk');
const dialtone = () => synthesized((app) => new DialtoneStack(app, 'dialtone-test', test));

/** Every function and job that the stacks deploy, and the stack that has its policy. */
const apps: readonly (readonly [app: string, stack: () => SynthesizedStack])[] = [
  ['forwarding-sma', forwarding],
  ['forwarding-api', forwarding],
  ['forwarding-sweep', forwarding],
  ['chime-provisioner', forwarding],
  ['dnis-api', dnis],
  ['dnis-lookup', dnis],
  ['dnis-sweep', dnis],
  ['legacy-ivr', dnis],
  ['connect-provisioner', oneNumber], // the scenario has one number
  ['dialtone-outgoing', dialtone],
  ['dialtone-urgent', dialtone],
  ['dialtone-incoming', dialtone],
  ['dialtone-status', dialtone],
  ['forwarding-twilio', dialtone],
  ['monthly-price-loader', rating],
  ['monthly-price-loader with the Price List API', () => ratingStack('api')],
  ['monthly-cdr-rater', rating],
  // Without the SDK for Python, there is nothing to record.
  ...(environment.ok ? [['monthly-cdr-glue-job', rating] as const] : []),
];

describeOnDynamoDbLocal('the permissions of every app', (db) => {
  const recorder = recordRequests();
  beforeAll(() => void recorder.watch(db()));

  it('records the scenarios of call forwarding', async () => {
    Object.assign(made, await forwardingScenarios(recorder, db()));
  });
  it('records the scenarios of rolling DNIS', async () => {
    Object.assign(made, await dnisScenarios(recorder, db()));
  });
  it('records the scenarios of direct dialtone', () => dialtoneScenarios(recorder, db()));
  it('records the scenarios of rating', async () => {
    await ratingScenarios(recorder);
    // Lambda sends an event that failed twice to the queue, with the role of the function.
    for (const [app] of apps.filter(([name]) => /^monthly-(price-loader|cdr-rater)/.test(name)))
      recorder.note(app, { action: 'sqs:SendMessage', resource: arns.queue('monthly-failures') });
    // Glue loads the program with the role of the job.
    const program = `${arns.bucket('monthly-results')}/glue/main.py`;
    recorder.note('monthly-cdr-glue-job', { action: 's3:GetObject', resource: program });
  });

  const roleOf = (app: string) => app.replace(/ with .*/, '');

  it.each(apps)('allow %s every request that its scenarios make', async (app, stack) => {
    const policy = policyOf(stack(), roleOf(app), known);
    const requests = recorder.requestsOf(app);
    const denied: string[] = [];
    for (const request of requests)
      if (!(await allows(policy, request)))
        denied.push(`${request.action} on ${request.resource} ${JSON.stringify(request.context ?? {})}`);

    expect(denied).toEqual([]);
    expect(requests.length).toBeGreaterThan(0);
    const actions = policy.Statement.reduce((sum, { Action }) => sum + Action.length, 0);
    console.log(`${app}: ${requests.length} different requests allowed, ${actions} permissions needed`);
  });

  it.each(apps)('contain nothing that %s does not need', async (app, stack) => {
    const found = await unneeded(policyOf(stack(), roleOf(app), known), recorder.requestsOf(app));

    // The stage names its Voice Connectors, and a number can be at any of them.
    expect(found.filter((it) => !it.startsWith(arns.connector('')))).toEqual([]);
  });

  it('leaves out no function that has a permission, in any stack', () => {
    const all = cdktfApp();
    addEveryStack(all, {});
    const functions = all.node.children
      .filter((child) => child instanceof PlatformStack && child.node.id.endsWith('-test'))
      .map((child) => (child as PlatformStack).toTerraform() as SynthesizedStack)
      .flatMap((stack) =>
        resourcesOf(stack)
          .filter(({ type }) => type === 'aws_lambda_function')
          .map(({ address }) => /^aws_lambda_function\.(.+)_function_/.exec(address)?.[1] ?? address)
          .filter((name) => policyOf(stack, name, known).Statement.length > 0),
      );

    const inTheTable = apps.map(([app]) => roleOf(app)).filter((app) => !app.endsWith('glue-job'));
    expect([...new Set(functions)].sort()).toEqual([...new Set(inTheTable)].sort());
  });
});
