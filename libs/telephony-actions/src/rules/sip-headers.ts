import { matching, object } from './holds';
import { type JsonFields, type Holds, isObject, type RuleContext, type Rule } from './rule';

/** Headers sent to a trunk, by name (developer guide, sip-headers). */
export type SipHeaders = Readonly<Record<string, string>>;

/** The maximum length of a header. Whether the name counts is not documented; we count it. */
const longest = 2048;

/** A rule for one header. Upper and lower case in its name are the same. */
const only =
  (name: string, holds: Holds): Holds =>
  (value, place) =>
    place.key.toLowerCase() !== name || holds(value, place);

const isCustom = ({ key }: RuleContext): boolean => /^x-./i.test(key);

const rings = (kind: string, root: JsonFields): boolean => {
  const endpoints = root['Endpoints'];
  const endpoint: unknown = Array.isArray(endpoints) ? endpoints[0] : undefined;
  return isObject(endpoint) && endpoint['BridgeEndpointType'] === kind;
};

/** The rules for `SipHeaders`. */
export const sipHeaderRules: readonly Rule[] = [
  {
    id: 'sip-headers/map',
    path: 'SipHeaders',
    message: 'must be a map of header names to text',
    holds: object,
  },
  {
    id: 'sip-headers/trunk-only',
    path: 'SipHeaders',
    message: 'may only be sent to a trunk (AWS)',
    hint: 'a phone (PSTN) accepts no headers; send them through a Voice Connector',
    holds: (_headers, { root }) => !rings('PSTN', root),
    reading: 'allowed',
  },
  {
    id: 'sip-headers/count',
    path: 'SipHeaders',
    message: 'must hold at most 20 headers',
    holds: (headers) => !isObject(headers) || Object.keys(headers).length <= 20,
    reading: 'allowed',
  },
  {
    id: 'sip-headers/name',
    path: 'SipHeaders.*',
    message: 'must be named X-…, User-to-User or Diversion',
    holds: (_value, place) => isCustom(place) || /^(user-to-user|diversion)$/i.test(place.key),
  },
  {
    id: 'sip-headers/token',
    path: 'SipHeaders.*',
    message: "must have a name that contains only letters, digits and - . ! % * _ + ` ' ~",
    holds: (_value, { key }) => /^[\w.!%*+`'~-]+$/.test(key),
  },
  {
    id: 'sip-headers/reserved',
    path: 'SipHeaders.*',
    message: 'must not begin with X-AMZN',
    hint: 'these names are reserved, and the service fails the action',
    holds: (_value, { key }) => !/^x-amzn/i.test(key),
  },
  {
    id: 'sip-headers/length',
    path: 'SipHeaders.*',
    message: `must be at most ${longest} characters, including its name`,
    holds: (value, { key }) => typeof value !== 'string' || `${key}: ${value}`.length <= longest,
    reading: {
      message: `must be at most ${longest} characters`,
      holds: (value) => typeof value !== 'string' || value.length <= longest,
    },
  },
  {
    id: 'sip-headers/text',
    path: 'SipHeaders.*',
    message: 'must be text on one line',
    hint: 'a line break would start another header',
    holds: matching(/^[^\r\n\0]*$/),
  },
  {
    id: 'sip-headers/user-to-user',
    path: 'SipHeaders.*',
    message: 'must be hexadecimal, then ;encoding=hex',
    holds: only('user-to-user', matching(/^([0-9a-f]{2})+;encoding=hex$/i)),
  },
  {
    id: 'sip-headers/diversion',
    path: 'SipHeaders.*',
    message: 'must be of the form sip:+12065550100@host;reason=unconditional',
    holds: only('diversion', matching(/^<?(sips?:[^\s@,]+@[^\s@,;>]+|tel:[^\s@,;>]+)>?(;[^,]+)*(,.*)?$/i)),
  },
];
