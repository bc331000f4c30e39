/** What a number can be used for at Chime (API reference, "PhoneNumber", `ProductType`). */
export type NumberProductType = 'VoiceConnector' | 'SipMediaApplicationDialIn';

/** Where calls to a number go. */
export type Routing =
  /** To our SIP media application, by a SIP rule. */
  | { readonly kind: 'application' }
  | { readonly kind: 'connector'; readonly connectorId: string }
  | { readonly kind: 'connector-group'; readonly groupId: string }
  /** The number is attached to nothing, so its calls are not answered. */
  | { readonly kind: 'nothing'; readonly productType: NumberProductType };
