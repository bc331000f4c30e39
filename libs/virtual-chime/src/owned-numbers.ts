import type { OwnedNumber } from './account';
import { ChimeError, chimeNotFound } from './chime-error';
import { chimeStatusOf } from './number-status';
import type { ChimeService } from './service';

/** A number or a number's id as it is written here: `+12065550142`, `12065550142` and `%2B12065550142` are one. */
export const inE164 = (text: string): string => `+${text.replace(/^(\+|%2B)/i, '')}`;

/** Every number of the account, those in the deletion queue included. */
export const ownedNumbers = ({ account, now }: ChimeService): readonly OwnedNumber[] => {
  const at = now();
  return [...account.numbers.values()].filter((it) => chimeStatusOf(account, it, at) !== undefined);
};

/** A number of the account; undefined if the account does not have it, or no longer has it. */
export const findNumber = (service: ChimeService, id: string): OwnedNumber | undefined => {
  const found = service.account.numbers.get(inE164(id));
  return found && chimeStatusOf(service.account, found, service.now()) !== undefined ? found : undefined;
};

/** @throws ChimeError NotFoundException */
export const numberOrThrow = (service: ChimeService, id: string): OwnedNumber => {
  const found = findNumber(service, id);
  if (!found) throw chimeNotFound(`Cannot find the phone number "${id}": expected one of the account's`);
  return found;
};

/** Numbers count until they are put into the deletion queue. @throws ChimeError ResourceLimitExceededException */
export const makeRoomFor = (service: ChimeService, more: number): void => {
  const held = ownedNumbers(service).filter(({ deletedAt }) => deletedAt === undefined).length;
  checkQuota('phone numbers', held + more, service.quotas.phoneNumbers);
};

/** @throws ChimeError ResourceLimitExceededException if `wanted` exceeds the account's quota */
export const checkQuota = (what: string, wanted: number, quota: number | undefined): void => {
  if (quota !== undefined && wanted > quota)
    throw new ChimeError(
      'ResourceLimitExceededException',
      `Cannot have ${wanted} ${what}: expected at most ${quota}, the account's quota`,
    );
};
