import * as sdk from '@aws-sdk/client-connect';
import { operationsIn, type SimulatedService } from '@dialplane/virtual-aws';
import type { ConnectContact } from '@dialplane/phone-network';
import type { ConnectAccount, StoredInstance } from './connect-account';
import { connectError, type ConnectErrorName, invalid, connectNotFound } from './connect-error';
import { connectLimitOf } from './connect-limits';
import type { InstanceSurroundings } from './instance-surroundings';
import type { ConnectInput, ConnectOperation, ConnectOutput } from './connect-operation-types';

/** Amazon Connect's API. */
export const connectApi: SimulatedService<ConnectErrorName> = {
  title: 'Amazon Connect',
  operations: operationsIn<ConnectOperation>(sdk),
  limitOf: connectLimitOf,
  invalidInput: invalid,
  errorNamed: (name, message) => connectError(name, message),
  source: 'libs/virtual-connect/src',
};

/** What operations work on. */
export type ConnectService = {
  readonly account: ConnectAccount;
  readonly region: string;
  readonly accountId: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly newId: () => string;
  readonly delays: { readonly instance: number; readonly claim: number };
  readonly quotas: ConnectQuotas;
  readonly forSale: readonly NumberForSale[];
  /** Every contact by its id, as calls make them. They are not saved. */
  readonly contacts: Map<string, ConnectContact>;
  /** What surrounds the instances: code that flows invoke, and agents. */
  readonly around: InstanceSurroundings;
};

/** How many an account may have (administrator guide, "Amazon Connect service quotas"). @default the documented ones */
export type ConnectQuotas = {
  /** @default 5 an instance */
  readonly phoneNumbers?: number;
  /** @default 100 an instance */
  readonly flows?: number;
  /** @default 50 an instance. AWS does not raise it. */
  readonly functions?: number;
};

/** A number that can be claimed. */
export type NumberForSale = {
  readonly number: string;
  readonly country: string;
  readonly type: 'DID' | 'TOLL_FREE';
};

/** What operations do: given a checked input they answer, or throw before anything is changed. */
export type ConnectBehaviours = {
  readonly [Name in ConnectOperation]?: (
    service: ConnectService,
    input: ConnectInput<Name>,
  ) => ConnectOutput<Name> | Promise<ConnectOutput<Name>>;
};

/** The last part of an ARN, or the id itself: the API takes both. */
export const idIn = (idOrArn: string): string => idOrArn.slice(idOrArn.lastIndexOf('/') + 1);

export const instanceArn = ({ region, accountId }: ConnectService, id: string): string =>
  `arn:aws:connect:${region}:${accountId}:instance/${id}`;

/** @throws ResourceNotFoundException */
export const instanceOrThrow = ({ account }: ConnectService, idOrArn: string): StoredInstance => {
  const found = account.instances.find(({ id }) => id === idIn(idOrArn));
  if (!found) throw connectNotFound('instance', idOrArn);
  return found;
};

/** @throws ResourceNotFoundException */
export const itemOrThrow = <T extends { readonly id: string }>(
  items: readonly T[],
  what: string,
  idOrArn: string,
): T => {
  const found = items.find(({ id }) => id === idIn(idOrArn));
  if (!found) throw connectNotFound(what, idOrArn);
  return found;
};

/** Removes an item. @throws ResourceNotFoundException */
export const remove = <T extends { readonly id: string }>(items: T[], what: string, idOrArn: string): T => {
  const item = itemOrThrow(items, what, idOrArn);
  items.splice(items.indexOf(item), 1);
  return item;
};
