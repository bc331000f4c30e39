/** What a number can be used with: Voice Connectors, or SIP media applications (API reference, "ProductType"). */
export type ProductType = 'VoiceConnector' | 'SipMediaApplicationDialIn';
