import { TerraformOutput } from 'cdktf';
import { emptyStack, resources, stubCode } from '../testing';
import { ChimeVoice } from './chime-voice';
import { LambdaApp } from './lambda-app';
import { ProvisionedByLambda } from './provisioned-by-lambda';
import { SipMediaApp } from './sip-media-app';
import { VoiceConnector } from './voice-connector';

const provisioned = () => {
  const stack = emptyStack();
  const region = 'us-east-1';
  const app = new LambdaApp(stack, 'answering', {
    code: stubCode(),
    failureMeans: 'Numbers are not bought.',
    alarmTopicArn: 'arn:aws:sns:us-east-1:111122223333:pager',
  });
  const { connector } = new VoiceConnector(stack, 'trunk', { region });
  const application = new SipMediaApp(stack, 'sma', { answeredBy: app, region });
  app.mayUse(
    new ChimeVoice(stack, 'chime', { region, connectorIds: [connector.id], application }),
    'order-numbers',
  );
  const number = new ProvisionedByLambda(stack, 'number', {
    app,
    identity: 'main line',
    input: { kind: 'phone-number', name: 'main line', connectorId: connector.id },
  });
  new ProvisionedByLambda(stack, 'later', { app, identity: 'later', input: {}, after: [number.invocation] });
  return { stack, number, invocations: resources(stack, 'aws_lambda_invocation') };
};

it('invokes its app to create, update and delete', () => {
  expect(provisioned().invocations[0]).toMatchObject({
    function_name: expect.stringMatching(
      /^\$\{aws_lambda_function\.answering_function_\w+\.function_name\}$/,
    ),
    lifecycle_scope: 'CRUD',
    terraform_key: 'tf',
    triggers: { identity: 'main line' }, // a change causes a replacement
  });
});

it('sends the desired state as JSON, with Terraform references', () => {
  expect(provisioned().invocations[0]?.['input']).toMatch(
    /^\$\{jsonencode\(\{.*"main line".*"connectorId" = aws_chime_voice_connector\.\w+\.id\}\)\}$/,
  );
});

it('reads the revision of the last accepted request before it plans, if the app can be read', () => {
  const { stack } = provisioned();
  const app = new LambdaApp(stack, 'second', {
    code: stubCode(),
    name: 'second',
    failureMeans: 'Numbers are not bought.',
    alarmTopicArn: 'arn:aws:sns:us-east-1:111122223333:pager',
  });
  new ProvisionedByLambda(stack, 'readable', { app, identity: 'main', input: { size: 1 }, canBeRead: true });
  const { data = {} } = stack.toTerraform();

  expect(Object.values(data['aws_lambda_invocation'] ?? {})).toEqual([
    expect.objectContaining({
      input: expect.stringMatching(/"size" = 1, "tf" = \{"action" = "read"\}/),
      depends_on: [expect.stringMatching(/^aws_lambda_function\.second_/)],
    }),
  ]);
  expect(resources(stack, 'aws_lambda_invocation').at(-1)?.['input']).toMatch(
    /"revision" = jsondecode\(data\.aws_lambda_invocation\.readable_read_\w+\.result\)\.revision/,
  );
});

it('depends on the app and its permissions', () => {
  expect(provisioned().invocations[0]?.['depends_on']).toEqual([
    expect.stringMatching(/^aws_lambda_function\.answering_function_/),
    expect.stringMatching(/^aws_iam_role_policy\.answering_may-use-chime_/),
  ]);
});

it('depends on the resources in after', () => {
  expect(provisioned().invocations[1]?.['depends_on']).toContainEqual(
    expect.stringMatching(/^aws_lambda_invocation\.number_invocation_/),
  );
});

it('makes fields of the response available', () => {
  const { stack, number } = provisioned();
  new TerraformOutput(stack, 'main_line', { value: number.answered('number') });

  expect(stack.toTerraform().output.main_line.value).toMatch(
    /^\$\{jsondecode\(aws_lambda_invocation\.number_invocation_\w+\.result\)\.number\}$/,
  );
});
