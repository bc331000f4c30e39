import type { Address } from '../account';
import { twilioPageOf } from '../http/page';
import { TwilioError } from '../http/twilio-error';
import { begin, changedText, dateText, found, shown } from '../resource';
import type { TwilioService } from '../service';
import { type TwilioBehaviour, labelOf } from './input';
import { checkAddressName, validStreet } from './address-validation';
import { twilioStatusOf } from './phone-numbers';

const addressOf = (service: TwilioService, sid: string): Address =>
  found(service, service.account.addresses, sid);

const isInUse = (service: TwilioService, sid: string): boolean =>
  [...service.account.numbers.values()].some(
    (number) => number.emergency_address_sid === sid && twilioStatusOf(service, number) !== 'unregistered',
  );

const changed = (before: Address, form: Readonly<Record<string, unknown>>): Address => {
  const text = (parameter: string, field: string): string =>
    changedText(form[parameter], String(before[field] ?? '')) ?? '';
  const address = {
    ...before,
    customer_name: text('CustomerName', 'customer_name'),
    friendly_name: text('FriendlyName', 'friendly_name'),
    street:
      form['Street'] === undefined
        ? before.street
        : validStreet(String(form['Street']), form['AutoCorrectAddress'] !== false),
    street_secondary: text('StreetSecondary', 'street_secondary'),
    city: text('City', 'city'),
    region: text('Region', 'region'),
    postal_code: text('PostalCode', 'postal_code'),
    emergency_enabled: Boolean(form['EmergencyEnabled'] ?? before.emergency_enabled),
  };
  checkAddressName(address.friendly_name, address.emergency_enabled);
  return address;
};

export const twilioAddresses: Readonly<Record<string, TwilioBehaviour>> = {
  CreateAddress: (service, { form }) => {
    const start: Address = {
      ...begin(service, 'AD', 'Addresses'),
      street: '',
      postal_code: '',
      friendly_name: '',
      iso_country: form['IsoCountry'],
      emergency_enabled: false,
      validated: true,
      verified: false,
    };
    const address = changed(start, form);
    service.account.addresses.set(address.sid, address);
    return address;
  },
  ListAddress: (service, { url, query }) => {
    const { FriendlyName: name } = query;
    const matches = shown(service, service.account.addresses.values()).filter(
      ({ friendly_name }) => name === undefined || friendly_name === name,
    );
    return twilioPageOf('addresses', matches, url, query);
  },
  FetchAddress: (service, input) => addressOf(service, labelOf(input, 'Sid')),
  UpdateAddress: (service, input) => {
    const before = addressOf(service, labelOf(input, 'Sid'));
    const address = { ...changed(before, input.form), date_updated: dateText(service.now()) };
    service.account.addresses.set(address.sid, address);
    return address;
  },
  DeleteAddress: (service, input) => {
    const { sid } = addressOf(service, labelOf(input, 'Sid'));
    if (isInUse(service, sid)) throw new TwilioError(400, 21627, 'Address is in use by a phone number');
    service.account.addresses.delete(sid);
    return undefined;
  },
};
