import type { Forward } from '@dialplane/forwarding';
import {
  type ControlPlane,
  putForward,
  type PutOutcome,
  removeForward,
  type RemoveOutcome,
} from '@dialplane/forwarding-control';
import type { EpochSeconds } from '@dialplane/basics';
import { everyItem, type ListedConnector, type ListedNumber } from '@dialplane/number-routing';
import { type E164, isE164 } from '@dialplane/phone-numbers';
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import type { SignedInOperator } from '../operator';
import type { Problem } from '@dialplane/http-api';
import { noSuchConnector, problemOf, providerFailed } from '../rejection-problems';
import { soon } from '../soon';

/**
 * The three routes of aws-samples/amazon-chime-sma-call-forwarding, so that its web client keeps working. The client knows
 * one page and one target, does not poll operations, treats only status 200 as success, and shows the body of an error
 * unchanged. So these error bodies are a JSON string, as in the sample.
 */
export const sampleRoutes = (control: ControlPlane, sleep: Sleep): Hono<SignedInOperator> => {
  const app = new Hono<SignedInOperator>();

  app.post('/queryNumber', async (context) => {
    const all = await everyItem(control.inventory.numbers);
    if (!all.ok) return respond(context, providerFailed(all.error));
    return context.json({ PhoneNumbers: all.value.map(sampleNumber) });
  });

  app.post('/listVoiceConnectors', async (context) => {
    const all = await everyItem(control.inventory.connectors);
    if (!all.ok) return respond(context, providerFailed(all.error));
    return context.json({ VoiceConnectors: all.value.map(sampleConnector) });
  });

  app.post('/updateNumber', async (context) => {
    const request = v.safeParse(updateNumber, await context.req.json());
    if (!request.success) return respond(context, { status: 400, title: request.issues[0].message });
    const { PhoneNumber: number } = request.output;
    const by = context.get('operator').name;
    const deadline = soon(control.now());
    const untilDone = async <T extends PutOutcome | RemoveOutcome>(
      ask: (until: EpochSeconds) => Promise<T>,
    ) => {
      let outcome = await ask(soon(control.now()));
      while (outcome.kind === 'moving' && outcome.operation.status === 'moving' && control.now() < deadline) {
        await sleep(1);
        outcome = await ask(soon(control.now()));
      }
      return outcome;
    };

    if (request.output.ProductType === 'SipMediaApplicationDialIn') {
      const already = await isForwarded(control, number);
      const forward = forwardTo(number, request.output.ForwardToNumber);
      const outcome = await untilDone((until) => putForward(control, forward, 'any', { by, until }));
      if (outcome.kind === 'moving') return respond(context, movingProblem(number, outcome.operation.status));
      if (outcome.kind !== 'stored') return respond(context, problemOf(number, outcome));
      if (already) return context.json({ Message: 'ProductType already SMA' });
      return context.json(await createdRule(control, number));
    }

    const { VoiceConnectorId: connectorId } = request.output;
    const removal = { number, to: { kind: 'connector', connectorId }, expected: 'any' } as const;
    const outcome = await untilDone((until) => removeForward(control, removal, { by, until }));
    switch (outcome.kind) {
      case 'removed':
        return context.json({ PhoneNumberErrors: [] });
      case 'moving':
        return respond(context, movingProblem(number, outcome.operation.status));
      case 'no-such-forward':
        return context.json(`${number} is already a Voice Connector product type`);
      case 'no-such-connector':
        return respond(context, noSuchConnector(number, connectorId));
      case 'destination-required':
        throw new Error('Cannot happen: the request names a connector');
      default:
        return respond(context, problemOf(number, outcome));
    }
  });

  return app;
};

/** Waits. */
export type Sleep = (seconds: number) => Promise<void>;

const e164 = (field: string) =>
  v.custom<E164>(
    (value) => typeof value === 'string' && isE164(value),
    ({ input }) => `Cannot use the ${field} ${JSON.stringify(input)}: expected E.164, such as +12065550100`,
  );

const missing = ({ expected }: v.BaseIssue<unknown>) =>
  `Cannot use the request without ${expected?.replaceAll('"', '')}: expected PhoneNumber, ProductType, and ForwardToNumber or VoiceConnectorId`;

const updateNumber = v.variant(
  'ProductType',
  [
    v.object(
      {
        ProductType: v.literal('SipMediaApplicationDialIn'),
        PhoneNumber: e164('PhoneNumber'),
        ForwardToNumber: e164('ForwardToNumber'),
      },
      missing,
    ),
    v.object(
      {
        ProductType: v.literal('VoiceConnector'),
        PhoneNumber: e164('PhoneNumber'),
        VoiceConnectorId: v.string('Cannot use the VoiceConnectorId: expected the id of a Voice Connector'),
      },
      missing,
    ),
  ],
  'Cannot use the ProductType: expected SipMediaApplicationDialIn or VoiceConnector',
);

/** What the sample does with a call: it rings one phone, with the dialled number as caller ID, and plays an apology. */
const forwardTo = (number: E164, target: E164): Forward => ({
  number,
  targets: [{ kind: 'phone', number: target }],
  callerId: 'dialled',
  atEnd: 'apology',
});

const isForwarded = async ({ provider }: ControlPlane, number: E164): Promise<boolean> => {
  const seen = await provider.find(number);
  return seen.ok && seen.value?.rule !== undefined && !seen.value.rule.disabled;
};

/** The response of CreateSipRule. */
const createdRule = async ({ provider, application }: ControlPlane, number: E164) => {
  const seen = await provider.find(number);
  const rule = seen.ok ? seen.value?.rule : undefined;
  return {
    SipRule: {
      ...(rule && { SipRuleId: rule.id, Name: rule.name }),
      Disabled: false,
      TriggerType: 'ToPhoneNumber',
      TriggerValue: number,
      TargetApplications: [
        { SipMediaApplicationId: application.id, Priority: 1, AwsRegion: application.region },
      ],
    },
  };
};

const movingProblem = (number: E164, status: string) =>
  status === 'moving'
    ? ({
        status: 202,
        title: `${number} is being moved, which takes longer than usual: check again soon`,
      } as const)
    : ({
        status: 502,
        title: `Cannot move "${number}": it failed, and the number goes back to where it was`,
      } as const);

const respond = (context: Context, { status, title }: Pick<Problem, 'status' | 'title'>) =>
  context.json(title, status);

const associationNames = {
  'voice-connector': 'VoiceConnectorId',
  'voice-connector-group': 'VoiceConnectorGroupId',
  'sip-rule': 'SipRuleId',
} as const;

/** A number in the form of ListPhoneNumbers. */
const sampleNumber = ({ number, type, productType, status, country, name, attachedTo }: ListedNumber) => ({
  PhoneNumberId: number,
  E164PhoneNumber: number,
  Type: type,
  ProductType: productType,
  Status: status,
  Country: country,
  Name: name,
  Associations: attachedTo.map(({ kind, id }) => ({ Name: associationNames[kind], Value: id })),
});

/** A connector in the form of ListVoiceConnectors. */
const sampleConnector = ({ id, arn, name, region, requiresEncryption, createdAt }: ListedConnector) => ({
  VoiceConnectorId: id,
  VoiceConnectorArn: arn,
  Name: name,
  AwsRegion: region,
  RequireEncryption: requiresEncryption,
  CreatedTimestamp: createdAt,
});
