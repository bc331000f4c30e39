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
import type { Signed } from '../operator';
import { noSuchConnector, providerFailed, type Problem, problemOf } from '../refusal';
import { soon } from '../soon';

/**
 * The three routes of aws-samples/amazon-chime-sma-call-forwarding, so that its web client goes on working. It knows
 * one page, one target and no operation to ask for, takes status 200 alone for done, and shows the body of an error as
 * it stands: so bodies of errors are text in JSON here, as they were.
 */
export const sampleRoutes = (control: ControlPlane, pause: Sleep): Hono<Signed> => {
  const app = new Hono<Signed>();

  app.post('/queryNumber', async (context) => {
    const all = await everyItem(control.inventory.numbers);
    if (!all.ok) return answer(context, providerFailed(all.error));
    return context.json({ PhoneNumbers: all.value.map(sampleNumber) });
  });

  app.post('/listVoiceConnectors', async (context) => {
    const all = await everyItem(control.inventory.connectors);
    if (!all.ok) return answer(context, providerFailed(all.error));
    return context.json({ VoiceConnectors: all.value.map(sampleConnector) });
  });

  app.post('/updateNumber', async (context) => {
    const request = v.safeParse(updateNumber, await context.req.json());
    if (!request.success) return answer(context, { status: 400, title: request.issues[0].message });
    const { PhoneNumber: number } = request.output;
    const by = context.get('operator').name;
    const patience = soon(control.now());
    const again = async <T extends PutOutcome | RemoveOutcome>(ask: (until: EpochSeconds) => Promise<T>) => {
      let outcome = await ask(soon(control.now()));
      while (outcome.kind === 'moving' && outcome.operation.status === 'moving' && control.now() < patience) {
        await pause(1);
        outcome = await ask(soon(control.now()));
      }
      return outcome;
    };

    if (request.output.ProductType === 'SipMediaApplicationDialIn') {
      const already = await isForwarded(control, number);
      const forward = forwardTo(number, request.output.ForwardToNumber);
      const outcome = await again((until) => putForward(control, forward, 'any', { by, until }));
      if (outcome.kind === 'moving') return answer(context, onItsWay(number, outcome.operation.status));
      if (outcome.kind !== 'stored') return answer(context, problemOf(number, outcome));
      if (already) return context.json({ Message: 'ProductType already SMA' });
      return context.json(await createdRule(control, number));
    }

    const { VoiceConnectorId: connectorId } = request.output;
    const wish = { number, to: { kind: 'connector', connectorId }, expected: 'any' } as const;
    const outcome = await again((until) => removeForward(control, wish, { by, until }));
    switch (outcome.kind) {
      case 'removed':
        return context.json({ PhoneNumberErrors: [] });
      case 'moving':
        return answer(context, onItsWay(number, outcome.operation.status));
      case 'no-such-forward':
        return context.json(`${number} is already a Voice Connector product type`);
      case 'no-such-connector':
        return answer(context, noSuchConnector(number, connectorId));
      case 'destination-required':
        throw new Error('Reached a case that a named connector rules out');
      default:
        return answer(context, problemOf(number, outcome));
    }
  });

  return app;
};

/** Waits so many seconds. */
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

/** What the sample did with a call: ring one phone, which sees the number dialled, and apologise. */
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

/** What CreateSipRule answered. */
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

const onItsWay = (number: E164, status: string) =>
  status === 'moving'
    ? ({
        status: 202,
        title: `${number} is on its way, which takes longer than usual: look again soon`,
      } as const)
    : ({
        status: 502,
        title: `Cannot move "${number}": it failed, and the number goes back to where it was`,
      } as const);

const answer = (context: Context, { status, title }: Pick<Problem, 'status' | 'title'>) =>
  context.json(title, status);

const associationNames = {
  'voice-connector': 'VoiceConnectorId',
  'voice-connector-group': 'VoiceConnectorGroupId',
  'sip-rule': 'SipRuleId',
} as const;

/** A number as ListPhoneNumbers gives it. */
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

/** A connector as ListVoiceConnectors gives it. */
const sampleConnector = ({ id, arn, name, region, requiresEncryption, createdAt }: ListedConnector) => ({
  VoiceConnectorId: id,
  VoiceConnectorArn: arn,
  Name: name,
  AwsRegion: region,
  RequireEncryption: requiresEncryption,
  CreatedTimestamp: createdAt,
});
