/** What a number can be used for at Chime (API reference, "PhoneNumber", `ProductType`). */
export type ProductType = 'VoiceConnector' | 'SipMediaApplicationDialIn';

/** Where the calls to a number go. */
export type Wiring =
  /** To our SIP media application, by a SIP rule. */
  | { readonly kind: 'application' }
  | { readonly kind: 'connector'; readonly connectorId: string }
  | { readonly kind: 'connector-group'; readonly groupId: string }
  /** Nowhere: callers reach nobody. */
  | { readonly kind: 'nothing'; readonly productType: ProductType };

/** A wiring in a few words, for people. */
export const describeWiring = (wiring: Wiring): string => {
  switch (wiring.kind) {
    case 'application':
      return 'our SIP media application';
    case 'connector':
      return `the Voice Connector ${wiring.connectorId}`;
    case 'connector-group':
      return `the Voice Connector group ${wiring.groupId}`;
    case 'nothing':
      return 'nowhere';
  }
};
