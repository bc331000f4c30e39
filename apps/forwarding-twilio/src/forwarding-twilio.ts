import { forwardingApp, type ForwardingPorts } from '@dialplane/forwarding';
import { onTwilio, type WebhookPorts, sayAndHangUp, webhookHandler } from '@dialplane/twilio-voice';

/** Everything the app asks of the outside world. */
export type ForwardingTwilioPorts = ForwardingPorts &
  WebhookPorts & {
    /** Where recorded prompts are. Without it, they are spoken. */
    readonly promptsUrl?: string | undefined;
  };

/** Forwards calls to numbers that are at Twilio, by the same rules and from the same store as those at Amazon Chime. */
export const forwardingTwilio = (ports: ForwardingTwilioPorts) => {
  const { publicBaseUrl, keys, promptsUrl, log } = ports;
  const media = {
    promptTexts,
    ...(promptsUrl && { promptUrl: (name: string) => `${promptsUrl}/${encodeURIComponent(name)}.wav` }),
  };
  return webhookHandler({
    publicBaseUrl,
    keys,
    routes: onTwilio(forwardingApp(ports), media),
    apology: sayAndHangUp(promptTexts.unavailable),
    log: log.error,
  });
};

/** The prompts of `libs/forwarding`, as they are spoken where there is no recording. */
const promptTexts = {
  connecting: 'Please wait while we connect your call.',
  unavailable: 'We are sorry. We could not connect your call. Please try again later.',
  'leave-a-message': 'Please leave a message now. When you are done, press pound or hang up.',
  'thank-you': 'Thank you. Goodbye.',
} as const;
