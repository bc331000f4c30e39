import { isE164 } from '@dialplane/phone-numbers';
import { listOfLength, matching, object, oneOf, textOfLength, wholeNumber } from '../rules/holds';
import type { JsonFields, Rule } from '../rules/rule';
import { s3Object, type S3Object, type SoundFile, soundFileRules } from '../rules/s3-object';
import { sipHeaderRules, type SipHeaders } from '../rules/sip-headers';

type Endpoint =
  | { readonly BridgeEndpointType: 'PSTN'; readonly Uri: string }
  | { readonly BridgeEndpointType: 'AWS'; readonly Arn: string; readonly Uri: string };

/** Rings a second leg and connects it to the first. When one leg ends, the other stays up: your app must hang it up. */
export type CallAndBridge = {
  readonly Type: 'CallAndBridge';
  readonly Parameters: {
    readonly CallTimeoutSeconds?: number;
    readonly CallerIdNumber: string;
    readonly RingbackTone?: S3Object;
    readonly Endpoints: readonly [Endpoint];
    readonly SipHeaders?: SipHeaders;
  };
};

type Ringing = {
  /** E.164: one of the account's numbers, or the caller's own. */
  readonly callerIdNumber: string;
  /** How long to ring, in seconds from 1 to 120. Carriers may stop earlier. @default 30 */
  readonly callTimeoutSeconds?: number;
  /** Played to the caller, repeated, until the call is answered. @default the network's ringback tone */
  readonly ringbackTone?: SoundFile;
};

/** Only a trunk accepts headers, so only `trunk` has them. */
export type CallAndBridgeOptions = Ringing &
  (
    | { readonly phone: string; readonly trunk?: never }
    | {
        readonly phone?: never;
        readonly trunk: {
          /** The ARN of a Voice Connector or a group of them. */
          readonly arn: string;
          /** The user part of the SIP address: 1 to 30 characters. */
          readonly user: string;
          readonly sipHeaders?: SipHeaders;
        };
      }
  );

/** Rings a phone (E.164) or a trunk and connects it to the caller (page call-and-bridge). */
export const callAndBridge = (options: CallAndBridgeOptions): CallAndBridge => ({
  Type: 'CallAndBridge',
  Parameters: {
    CallerIdNumber: options.callerIdNumber,
    ...(options.callTimeoutSeconds !== undefined && { CallTimeoutSeconds: options.callTimeoutSeconds }),
    ...(options.ringbackTone && { RingbackTone: s3Object(options.ringbackTone) }),
    ...(options.trunk
      ? {
          Endpoints: [{ BridgeEndpointType: 'AWS', Arn: options.trunk.arn, Uri: options.trunk.user }],
          ...(options.trunk.sipHeaders && { SipHeaders: options.trunk.sipHeaders }),
        }
      : { Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: options.phone }] }),
  },
});

const isTrunk = ({ BridgeEndpointType }: JsonFields): boolean => BridgeEndpointType === 'AWS';

export const callAndBridgeRules: readonly Rule[] = [
  {
    id: 'call-and-bridge/timeout',
    path: 'CallTimeoutSeconds',
    message: 'must be a whole number from 1 to 120',
    holds: wholeNumber(1, 120),
  },
  {
    id: 'call-and-bridge/caller-id',
    path: 'CallerIdNumber',
    message: 'must be an E.164 number',
    hint: "it must be one of the account's numbers or the caller's own; otherwise the call is rejected with 403",
    required: true,
    holds: (value) => typeof value === 'string' && isE164(value),
  },
  ...soundFileRules('RingbackTone', false),
  {
    id: 'call-and-bridge/one-endpoint',
    path: 'Endpoints',
    message: 'must hold exactly one endpoint',
    required: true,
    holds: listOfLength(1, 1),
  },
  {
    id: 'call-and-bridge/endpoint',
    path: 'Endpoints.*',
    message: 'must be an endpoint: {BridgeEndpointType, Uri}',
    holds: object,
  },
  {
    id: 'call-and-bridge/endpoint-type',
    path: 'Endpoints.*.BridgeEndpointType',
    message: 'must be PSTN or AWS',
    required: true,
    holds: oneOf('PSTN', 'AWS'),
  },
  {
    id: 'call-and-bridge/arn',
    path: 'Endpoints.*.Arn',
    message: 'must be the ARN of a Voice Connector or a group: arn:aws:chime:<region>:<account>:vc/<id>',
    required: isTrunk,
    holds: matching(/^arn:aws[\w-]*:chime:[\w-]*:\d{12}:(vc|vcg)\/[\w-]+$/),
    reading: {
      message: 'must be the ARN of a Voice Connector or a group',
      holds: matching(/^arn:aws[\w-]*:(chime|voiceconnector):[\w-]*:\d{12}:[\w/-]+$/),
    },
  },
  {
    id: 'call-and-bridge/arn-of-a-trunk',
    path: 'Endpoints.*.Arn',
    message: 'must be left out for a phone (PSTN)',
    holds: (_arn, { parent }) => isTrunk(parent),
    reading: 'allowed',
  },
  {
    id: 'call-and-bridge/phone',
    path: 'Endpoints.*.Uri',
    message: 'must be an E.164 number for a phone',
    required: (endpoint) => !isTrunk(endpoint),
    holds: (uri, { parent }) => isTrunk(parent) || (typeof uri === 'string' && isE164(uri)),
  },
  {
    id: 'call-and-bridge/trunk-user',
    path: 'Endpoints.*.Uri',
    message: 'must be 1 to 30 characters for a trunk',
    hint: 'a newer page allows 36',
    required: isTrunk,
    holds: (uri, place) => !isTrunk(place.parent) || textOfLength(1, 30)(uri, place),
    reading: {
      message: 'must be 1 to 36 characters for a trunk',
      holds: (uri, place) => !isTrunk(place.parent) || textOfLength(1, 36)(uri, place),
    },
  },
  {
    id: 'call-and-bridge/trunk-user-characters',
    path: 'Endpoints.*.Uri',
    message: 'must contain only a-z A-Z 0-9 & = + $ / % - _ ! ~ * ( ) . for a trunk',
    holds: (uri, place) => !isTrunk(place.parent) || matching(/^[\w&=+$/%\-!~*().]*$/)(uri, place),
  },
  ...sipHeaderRules,
];
