import { allowed, emptyStack, stubCode } from '../testing';
import { actionsWithoutResource } from './actions-without-resource';
import { chimeActions } from './chime-actions';
import { ChimeVoice } from './chime-voice';
import { LambdaApp } from './lambda-app';
import { SipMediaApp } from './sip-media-app';
import { stackIssues } from './stack-rules';

const stackWhereAppMay = (...needs: readonly string[]) => {
  const stack = emptyStack();
  const app = new LambdaApp(stack, 'answering', {
    code: stubCode(),
    failureMeans: 'Callers hear nothing.',
    alarmTopicArn: 'arn:aws:sns:us-east-1:111122223333:pager',
  });
  const application = new SipMediaApp(stack, 'sma', { answeredBy: app, region: 'us-west-2' });
  const chime = new ChimeVoice(stack, 'chime', {
    region: 'us-west-2',
    connectorIds: ['ours', 'theirs'],
    application,
  });
  app.mayUse(chime, ...(needs as ['read-numbers']));
  return stack;
};

const statements = (...needs: readonly string[]) =>
  allowed(stackWhereAppMay(...needs), 'aws_iam_role_policy').slice(1); // the first is its log

const inRegion = { 'aws:RequestedRegion': 'us-west-2' };
const account = '${data.aws_caller_identity.account.account_id}';
const partition = '${data.aws_partition.partition.partition}';

it('limits actions without a resource to its Region', () => {
  expect(statements('read-numbers')).toEqual([
    { actions: ['chime:GetPhoneNumber'], resources: ['*'], only: inRegion },
  ]);
});

it('moves numbers between the named connectors and one application only', () => {
  const [, connectors, application, ...more] = statements('move-numbers');

  expect(connectors).toEqual({
    actions: expect.arrayContaining(['chime:AssociatePhoneNumbersWithVoiceConnector']),
    resources: [
      `arn:${partition}:chime:us-west-2:${account}:vc/ours`,
      `arn:${partition}:chime:us-west-2:${account}:vc/theirs`,
    ],
  });
  expect(application).toEqual({
    actions: ['chime:ListSipRules', 'chime:CreateSipRule'],
    resources: ['aws_chimesdkvoice_sip_media_application'],
  });
  expect(more).toEqual([]);
});

it.each(Object.keys(chimeActions))(
  'passes the rules with an app that may %s, and lets it buy or release numbers only if it asks for that',
  (need) => {
    const stack = stackWhereAppMay(need);
    const actions = allowed(stack, 'aws_iam_role_policy').flatMap((it) => it.actions);

    expect(stackIssues(stack.toTerraform())).toEqual([]);
    expect(actions.includes('chime:CreatePhoneNumberOrder')).toBe(need === 'order-numbers');
    expect(actions.includes('chime:DeletePhoneNumber')).toBe(need === 'release-numbers');
  },
);

it('writes one statement for each kind of resource', () => {
  expect(statements('read-numbers', 'move-numbers', 'log-applications').map((it) => it.resources)).toEqual([
    ['*'],
    [expect.stringContaining(':vc/ours'), expect.stringContaining(':vc/theirs')],
    ['aws_chimesdkvoice_sip_media_application'],
  ]);
});

it('never allows * for an action on a connector or an application', () => {
  for (const { connector = [], application = [] } of Object.values<Record<string, readonly string[]>>(
    chimeActions,
  ))
    for (const action of [...connector, ...application]) expect(actionsWithoutResource).not.toContain(action);
});
