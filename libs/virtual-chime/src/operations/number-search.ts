import { badRequest } from '../http/chime-error';
import { numbersForSale } from '../numbers-for-sale';
import { findNumber } from '../owned-numbers';
import { pageOf } from '../page';
import type { Behaviours } from '../service';

/** Numbers that can be ordered, and the countries that have some. */
export const numberSearch = {
  /** In the US a search needs a place or a toll-free prefix (administration guide, "Provisioning phone numbers"). */
  SearchAvailablePhoneNumbers: (service, input) => {
    const { AreaCode, State, City, Country = 'US' } = input;
    const TollFreePrefix = input.TollFreePrefix ?? (input.PhoneNumberType === 'TollFree' ? '833' : undefined);
    if (Country === 'US' && !AreaCode && !State && !TollFreePrefix)
      throw badRequest(
        'Cannot search for phone numbers: expected AreaCode, State or TollFreePrefix in the US',
      );
    if (City && !State)
      throw badRequest('Cannot search for phone numbers by City: expected its State as well');
    const wanted = { country: Country, areaCode: AreaCode, state: State, tollFreePrefix: TollFreePrefix };
    const free = numbersForSale(wanted).filter((number) => !findNumber(service, number));
    const { page, ...next } = pageOf(free, (number) => number, input);
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
} satisfies Behaviours;
