import { badRequest } from '../chime-error';
import type { InputOf } from '../chime-operation-types';
import { numbersForSale } from '../numbers-for-sale';
import { findNumber } from '../owned-numbers';
import { chimePageOf } from '../chime-page';
import type { ChimeBehaviours } from '../service';

/** Numbers that can be ordered, and the countries that have some. */
export const chimeNumberSearch = {
  SearchAvailablePhoneNumbers: (service, input) => {
    checkFilters(input);
    const { AreaCode, State, Country, TollFreePrefix } = input;
    const wanted = { country: Country, areaCode: AreaCode, state: State, tollFreePrefix: TollFreePrefix };
    const free = numbersForSale(wanted).filter((number) => !findNumber(service, number));
    const { page, ...next } = chimePageOf(free, (number) => number, input);
    return { E164PhoneNumbers: page, ...next };
  },

  /** Voice Connectors take numbers of the US only (API reference, CreatePhoneNumberOrder). */
  ListSupportedPhoneNumberCountries: (_, { ProductType }) => ({
    PhoneNumberCountries: [
      { CountryCode: 'US', SupportedPhoneNumberTypes: ['Local', 'TollFree'] },
      ...(ProductType === 'SipMediaApplicationDialIn'
        ? ['AU', 'DE', 'GB'].map((CountryCode) => ({
            CountryCode,
            SupportedPhoneNumberTypes: ['Local' as const],
          }))
        : []),
    ],
  }),
} satisfies ChimeBehaviours;

/** API reference of Amazon Chime, the API before this one, SearchAvailablePhoneNumbers. */
const checkFilters = (filters: InputOf<'SearchAvailablePhoneNumbers'>): void => {
  const { AreaCode, City, State, TollFreePrefix, Country = 'US', PhoneNumberType } = filters;
  const inTheUs = [AreaCode, City, State, TollFreePrefix].some((filter) => filter !== undefined);
  if (Country === 'US' && !inTheUs)
    throw badRequest(
      'Cannot search for phone numbers: expected AreaCode, City, State or TollFreePrefix in the US',
    );
  if (City !== undefined && State === undefined)
    throw badRequest('Cannot search for phone numbers by City: expected its State as well');
  if (Country !== 'US' && (inTheUs || PhoneNumberType === undefined))
    throw badRequest(
      `Cannot search for phone numbers in ${Country}: expected PhoneNumberType, and no other filter, outside the US`,
    );
};
