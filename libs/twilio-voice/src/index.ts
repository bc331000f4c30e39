export { failedAtFirst, failedUrl, type FailedUrl } from './failed-url';
export { fieldOf, type FormFields, parseForm } from './form';
export { type HttpApiEvent, type HttpApiResponse, receivedWebhook } from './http-api';
export { onTwilio } from './on-twilio';
export type { TwilioMedia } from './to-verbs';
export { twimlOf } from './twilio-twiml';
export { sayAndHangUp } from './say-and-hang-up';
export type * from './verb';
export {
  type ReceivedWebhook,
  type VerifiedWebhook,
  verifyWebhook,
  type WebhookRefusal,
} from './verify-webhook';
export {
  type UnverifiedRoute,
  type WebhookRoute,
  type Webhook,
  webhookHandler,
  type WebhookHandlerOptions,
  type WebhookPorts,
} from './webhook-handler';
export { fixedKeys, type RotatingKeys, type WebhookKeys } from './webhook-keys';
export { keysFrom } from './aws-secret-keys';
export { parsePublicBaseUrl, parseWebhookKeys } from './webhook-settings';
