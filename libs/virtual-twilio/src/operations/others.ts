import { twilioNotFound } from '../http/twilio-error';
import { dateText, root } from '../resource';
import type { Country } from '../account';
import { type TwilioBehaviour, labelOf } from './input';

const numbering: Readonly<
  Record<string, readonly [name: string, codes: readonly string[], continent: string]>
> = {
  US: ['United States', ['+1'], 'NORTH_AMERICA'],
  CA: ['Canada', ['+1'], 'NORTH_AMERICA'],
  PR: ['Puerto Rico', ['+1787', '+1939'], 'NORTH_AMERICA'],
  DO: ['Dominican Republic', ['+1809', '+1829', '+1849'], 'NORTH_AMERICA'],
  MX: ['Mexico', ['+52'], 'NORTH_AMERICA'],
  GB: ['United Kingdom', ['+44'], 'EUROPE'],
};

const countryAs = (code: string, allowed: Country) => {
  const [name, codes, continent] = numbering[code] ?? [code, [], null];
  return {
    iso_code: code,
    name,
    continent,
    country_codes: codes,
    low_risk_numbers_enabled: allowed.low_risk,
    high_risk_special_numbers_enabled: allowed.high_risk_special,
    high_risk_tollfraud_numbers_enabled: allowed.high_risk_tollfraud,
    url: `https://voice.twilio.com/v1/DialingPermissions/Countries/${code}`,
    links: {
      highrisk_special_prefixes: `https://voice.twilio.com/v1/DialingPermissions/Countries/${code}/HighRiskSpecialPrefixes`,
    },
  };
};

/** Lists of the newer APIs have their paging fields under `meta`. */
const metaPage = (key: string, items: readonly object[], url: URL) => ({
  [key]: items,
  meta: {
    page: 0,
    page_size: 50,
    first_page_url: url.href,
    previous_page_url: null,
    url: url.href,
    next_page_url: null,
    key,
  },
});

export const otherTwilioOperations: Readonly<Record<string, TwilioBehaviour>> = {
  FetchAccount: ({ accountSid }, input) => {
    if (labelOf(input, 'Sid') !== accountSid) throw twilioNotFound(labelOf(input, 'Sid'));
    return {
      auth_token: null,
      date_created: dateText(0),
      date_updated: dateText(0),
      friendly_name: 'simulated',
      owner_account_sid: accountSid,
      sid: accountSid,
      status: 'active',
      subresource_uris: {},
      type: 'Full',
      uri: `${root(accountSid)}.json`,
    };
  },
  ListDialingPermissionsCountry: ({ account }, { url }) =>
    metaPage(
      'content',
      [...account.countries].map(([code, allowed]) => countryAs(code, allowed)),
      url,
    ),
  FetchDialingPermissionsCountry: ({ account }, input) => {
    const code = labelOf(input, 'IsoCode');
    const allowed = account.countries.get(code);
    if (!allowed) throw twilioNotFound(code);
    return countryAs(code, allowed);
  },
  ListAlert: ({ account }, { url, query }) => {
    const { LogLevel: level } = query;
    return metaPage(
      'alerts',
      account.alerts.filter((it) => level === undefined || it['log_level'] === level).toReversed(),
      url,
    );
  },
};
