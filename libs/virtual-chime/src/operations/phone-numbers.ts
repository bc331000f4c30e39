import { countryOf, type E164 } from '@dialplane/phone-numbers';
import type { OwnedNumber } from '../account';
import { badRequest, conflict } from '../chime-error';
import type { InputOf } from '../chime-operation-types';
import { ruleFor, chimeStatusOf } from '../number-status';
import { inE164, makeRoomFor, numberOrThrow, ownedNumbers } from '../owned-numbers';
import { chimePageOf } from '../chime-page';
import type { ProductType } from '../product-type';
import type { ChimeBehaviours, ChimeService } from '../service';
import { callingNameStatus, phoneNumberOutput } from './phone-number';
import { forEachNumber } from './phone-number-errors';

/** The numbers of the account. */
export const chimePhoneNumbers = {
  ListPhoneNumbers: (service, input) => {
    const fits = filterOf(service, input);
    const { page, ...next } = chimePageOf(ownedNumbers(service).filter(fits), ({ number }) => number, input);
    return { PhoneNumbers: page.map((it) => phoneNumberOutput(service, it)), ...next };
  },

  GetPhoneNumber: (service, { PhoneNumberId }) => ({
    PhoneNumber: phoneNumberOutput(service, numberOrThrow(service, PhoneNumberId)),
  }),

  UpdatePhoneNumber: (service, input) => ({
    PhoneNumber: phoneNumberOutput(service, updateNumber(service, input)),
  }),

  BatchUpdatePhoneNumber: (service, { UpdatePhoneNumberRequestItems: items }) => {
    if (new Set(items.map(({ PhoneNumberId }) => inE164(PhoneNumberId))).size < items.length)
      throw badRequest('Cannot update phone numbers: expected each PhoneNumberId once');
    return {
      PhoneNumberErrors: forEachNumber(
        items,
        ({ PhoneNumberId }) => PhoneNumberId,
        (item) => void updateNumber(service, item),
      ),
    };
  },

  DeletePhoneNumber: (service, { PhoneNumberId }) => {
    deleteNumber(service, PhoneNumberId);
    return {};
  },

  BatchDeletePhoneNumber: (service, { PhoneNumberIds }) => ({
    PhoneNumberErrors: forEachNumber(
      PhoneNumberIds,
      (id) => id,
      (id) => deleteNumber(service, id),
    ),
  }),

  RestorePhoneNumber: (service, { PhoneNumberId }) => {
    const number = numberOrThrow(service, PhoneNumberId);
    if (number.deletedAt === undefined)
      throw badRequest(
        `Cannot restore the phone number "${PhoneNumberId}": expected one in the deletion queue`,
      );
    makeRoomFor(service, 1);
    delete number.deletedAt;
    number.updatedAt = service.now();
    return { PhoneNumber: phoneNumberOutput(service, number) };
  },
} satisfies ChimeBehaviours;

const filterOf = (
  { account, now }: ChimeService,
  { Status, ProductType, FilterName, FilterValue }: InputOf<'ListPhoneNumbers'>,
): ((number: OwnedNumber) => boolean) => {
  if ((FilterName === undefined) !== (FilterValue === undefined))
    throw badRequest('Cannot list phone numbers: expected both or neither of FilterName and FilterValue');
  const attachedTo = (it: OwnedNumber): string | undefined => {
    if (FilterName === 'SipRuleId') return ruleFor(account, it.number)?.id;
    return it.attachedTo?.kind === FilterName ? it.attachedTo?.id : undefined;
  };
  return (it) =>
    (Status === undefined || chimeStatusOf(account, it, now()) === Status) &&
    (ProductType === undefined || it.productType === ProductType) &&
    (FilterName === undefined || attachedTo(it) === FilterValue);
};

/** One detail at a time (API reference, UpdatePhoneNumber). */
const updateNumber = (service: ChimeService, input: InputOf<'UpdatePhoneNumber'>): OwnedNumber => {
  const number = numberOrThrow(service, input.PhoneNumberId);
  const { ProductType, CallingName, Name } = input;
  if ([ProductType, CallingName, Name].filter((detail) => detail !== undefined).length !== 1)
    throw badRequest(
      `Cannot update the phone number "${number.number}": expected one of ProductType, CallingName and Name`,
    );
  if (number.deletedAt !== undefined)
    throw badRequest(
      `Cannot update the phone number "${number.number}": it is in the deletion queue, restore it first`,
    );
  if (ProductType !== undefined) setProductType(service, number, ProductType);
  if (CallingName !== undefined) setCallingName(service, number, CallingName);
  if (Name !== undefined) number.name = Name;
  number.updatedAt = service.now();
  return number;
};

const setProductType = ({ account, now }: ChimeService, number: OwnedNumber, wanted: ProductType): void => {
  if (number.productType === wanted) return;
  checkCountry(number.number, wanted);
  const status = chimeStatusOf(account, number, now());
  if (status !== 'Unassigned')
    throw conflict(
      `Cannot change the product type of the phone number "${number.number}": it is ${status}, expected Unassigned`,
    );
  number.productType = wanted;
};

/**
 * Outside the US a number is of the dial-in type (API reference, CreatePhoneNumberOrder and UpdatePhoneNumber).
 *
 * @throws ChimeError BadRequestException
 */
export const checkCountry = (number: string, productType: ProductType): void => {
  const country = countryOf(number as E164);
  if (productType === 'VoiceConnector' && country !== 'US')
    throw badRequest(
      `Cannot use the phone number "${number}" with Voice Connectors: expected SipMediaApplicationDialIn outside the US`,
    );
};

const setCallingName = ({ now, delays }: ChimeService, number: OwnedNumber, wanted: string): void => {
  if (callingNameStatus(number, now()) === 'UpdateInProgress')
    throw conflict(
      `Cannot set the calling name of the phone number "${number.number}": the last update is still in progress`,
    );
  number.callingName = wanted;
  number.callingNameDoneAt = now() + delays.callingName;
};

/** Puts a number into the deletion queue. It may be there already. */
const deleteNumber = (service: ChimeService, id: string): void => {
  const number = numberOrThrow(service, id);
  if (number.deletedAt !== undefined) return;
  const status = chimeStatusOf(service.account, number, service.now());
  if (status !== 'Unassigned')
    throw badRequest(
      `Cannot delete the phone number "${number.number}": it is ${status}, expected Unassigned`,
    );
  number.deletedAt = service.now();
  number.updatedAt = service.now();
};
