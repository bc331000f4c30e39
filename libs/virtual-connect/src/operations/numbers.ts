import type { StoredNumber } from '../connect-account';
import { connectError, invalid } from '../connect-error';
import { connectPageOf } from '../connect-page';
import {
  type ConnectBehaviours,
  type ConnectService,
  idIn,
  instanceArn,
  instanceOrThrow,
  itemOrThrow,
  remove,
} from '../connect-service';

/** API reference, ReleasePhoneNumber and ClaimPhoneNumber. */
const restMilliseconds = 180 * 24 * 3_600_000;

const arnOf = ({ region, accountId }: ConnectService, id: string): string =>
  `arn:aws:connect:${region}:${accountId}:phone-number/${id}`;

const canBeClaimed = ({ account, now }: ConnectService, number: string): boolean =>
  !account.numbers.some((it) => it.number === number) && (account.resting[number] ?? 0) <= now();

const shown = (service: ConnectService, it: StoredNumber) => ({
  PhoneNumberId: it.id,
  PhoneNumberArn: arnOf(service, it.id),
  PhoneNumber: it.number,
  PhoneNumberCountryCode: it.country as 'US',
  PhoneNumberType: it.type as 'DID',
  PhoneNumberDescription: it.description,
  TargetArn: instanceArn(service, it.instanceId),
  InstanceId: it.instanceId,
});

/** The instance that a request names by its ARN or its id. */
const target = (
  service: ConnectService,
  {
    TargetArn,
    InstanceId,
  }: { readonly TargetArn?: string | undefined; readonly InstanceId?: string | undefined },
) => {
  const named = TargetArn ?? InstanceId;
  if (named === undefined) throw invalid('Cannot tell the instance: expected TargetArn or InstanceId');
  return instanceOrThrow(service, named);
};

const refuseTooMany = (service: ConnectService, instanceId: string): void => {
  const { account, quotas, now } = service;
  const most = quotas.phoneNumbers ?? 5;
  if (account.numbers.filter((it) => it.instanceId === instanceId).length >= most)
    throw connectError(
      'LimitExceededException',
      `Cannot claim a number: the instance has ${most} of them, which is its quota`,
    );
  const recent = account.moves.filter((at) => at > now() - restMilliseconds).length;
  if (recent >= 2 * most)
    throw connectError(
      'LimitExceededException',
      `Cannot claim a number: ${recent} were claimed and released within 180 days, which is 200 % of the quota`,
    );
};

/** Phone numbers. Those that are searched first are the same for every client, as in the service. */
export const connectNumbers = {
  SearchAvailablePhoneNumbers: (service, input) => {
    target(service, input);
    const found = service.forSale.filter(
      ({ number, country, type }) =>
        country === input.PhoneNumberCountryCode &&
        type === input.PhoneNumberType &&
        number.startsWith(input.PhoneNumberPrefix ?? '+') &&
        canBeClaimed(service, number),
    );
    const { page, ...next } = connectPageOf(found, ({ number }) => number, { MaxResults: 10, ...input });
    return {
      AvailableNumbersList: page.map(({ number, country, type }) => ({
        PhoneNumber: number,
        PhoneNumberCountryCode: country as 'US',
        PhoneNumberType: type,
      })),
      ...next,
    };
  },

  ClaimPhoneNumber: (service, input) => {
    const { account, forSale, now, newId } = service;
    const instance = target(service, input);
    const earlier = account.numbers.find(
      ({ clientToken }) => clientToken !== undefined && clientToken === input.ClientToken,
    );
    if (earlier) return { PhoneNumberId: earlier.id, PhoneNumberArn: arnOf(service, earlier.id) };
    const offer = forSale.find(({ number }) => number === input.PhoneNumber);
    if (!offer || !canBeClaimed(service, input.PhoneNumber)) throw invalid('Phone number not available');
    refuseTooMany(service, instance.id);
    const made: StoredNumber = {
      id: newId(),
      number: offer.number,
      country: offer.country,
      type: offer.type,
      claimedAt: now(),
      instanceId: instance.id,
      tags: { ...input.Tags },
      ...(input.PhoneNumberDescription !== undefined && { description: input.PhoneNumberDescription }),
      ...(input.ClientToken !== undefined && { clientToken: input.ClientToken }),
    };
    account.numbers.push(made);
    account.moves.push(now());
    return { PhoneNumberId: made.id, PhoneNumberArn: arnOf(service, made.id) };
  },

  DescribePhoneNumber: (service, { PhoneNumberId }) => {
    const it = itemOrThrow(service.account.numbers, 'phone number', PhoneNumberId);
    return {
      ClaimedPhoneNumberSummary: {
        ...shown(service, it),
        Tags: it.tags,
        PhoneNumberStatus: {
          Status: service.now() < it.claimedAt + service.delays.claim ? 'IN_PROGRESS' : 'CLAIMED',
        },
      },
    };
  },

  ListPhoneNumbersV2: (service, input) => {
    const instance =
      input.TargetArn === undefined && input.InstanceId === undefined ? undefined : target(service, input);
    const found = service.account.numbers.filter(
      ({ instanceId, number, country, type }) =>
        (!instance || instanceId === instance.id) &&
        number.startsWith(input.PhoneNumberPrefix ?? '+') &&
        (input.PhoneNumberCountryCodes ?? [country as 'US']).includes(country as 'US') &&
        (input.PhoneNumberTypes ?? [type as 'DID']).includes(type as 'DID'),
    );
    const { page, ...next } = connectPageOf(found, ({ number }) => number, input);
    return { ListPhoneNumbersSummaryList: page.map((it) => shown(service, it)), ...next };
  },

  UpdatePhoneNumber: (service, { PhoneNumberId, ...input }) => {
    const it = itemOrThrow(service.account.numbers, 'phone number', PhoneNumberId);
    it.instanceId = target(service, input).id;
    delete it.flowId;
    return { PhoneNumberId: it.id, PhoneNumberArn: arnOf(service, it.id) };
  },

  ReleasePhoneNumber: ({ account, now }, { PhoneNumberId }) => {
    const { number } = remove(account.numbers, 'phone number', PhoneNumberId);
    account.resting[number] = now() + restMilliseconds;
    account.moves.push(now());
    return {};
  },

  AssociatePhoneNumberContactFlow: (service, { PhoneNumberId, InstanceId, ContactFlowId }) => {
    const it = numberIn(service, PhoneNumberId, InstanceId);
    it.flowId = itemOrThrow(instanceOrThrow(service, InstanceId).flows, 'flow', ContactFlowId).id;
    return {};
  },

  DisassociatePhoneNumberContactFlow: (service, { PhoneNumberId, InstanceId }) => {
    delete numberIn(service, PhoneNumberId, InstanceId).flowId;
    return {};
  },

  ListFlowAssociations: (service, { InstanceId, ResourceType: _type, ...request }) => {
    const { page, ...next } = connectPageOf(
      associations(service, InstanceId),
      ({ ResourceId }) => ResourceId,
      request,
    );
    return { FlowAssociationSummaryList: page, ...next };
  },

  BatchGetFlowAssociation: (service, { InstanceId, ResourceIds }) => ({
    FlowAssociationSummaryList: associations(service, InstanceId).filter(({ ResourceId }) =>
      ResourceIds.some((it) => idIn(it) === idIn(ResourceId)),
    ),
  }),
} satisfies ConnectBehaviours;

const numberIn = (service: ConnectService, PhoneNumberId: string, InstanceId: string): StoredNumber => {
  const it = itemOrThrow(service.account.numbers, 'phone number', PhoneNumberId);
  if (it.instanceId !== instanceOrThrow(service, InstanceId).id)
    throw invalid(`Cannot use the number ${it.id}: it belongs to another instance`);
  return it;
};

const associations = (service: ConnectService, InstanceId: string) => {
  const instance = instanceOrThrow(service, InstanceId);
  return service.account.numbers.flatMap(({ id, instanceId, flowId }) =>
    instanceId === instance.id && flowId !== undefined
      ? [
          {
            ResourceId: arnOf(service, id),
            FlowId: `${instanceArn(service, instanceId)}/contact-flow/${flowId}`,
            ResourceType: 'VOICE_PHONE_NUMBER' as const,
          },
        ]
      : [],
  );
};
