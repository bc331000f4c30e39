import { type Extension, parseSipAddress } from '@dialplane/dialtone';
import type { Logger } from '@dialplane/lambda-runtime';
import { type Route, type Verb, webhookHandler, type WebhookKeys } from '@dialplane/twilio-voice';

export type Ports = {
  readonly publicBaseUrl: string;
  readonly keys: WebhookKeys;
  readonly dialtone: { readonly domain: string; readonly extensions: readonly Extension[] };
  readonly log: Logger;
};

/** Answers the webhooks of calls that phones of our SIP domain place. First slice: a domestic number is dialled. */
export const dialtoneOutgoing = ({ publicBaseUrl, keys, dialtone, log }: Ports) => {
  const outgoing: Route = async ({ field, urlOf }) => {
    const from = parseSipAddress(field('From'));
    const extension = dialtone.extensions.find(
      ({ user }) => user === from?.user && from.host === dialtone.domain,
    );
    const dialled = (field('Digits') || parseSipAddress(field('To'))?.user || '').replace(/[\s().#-]/g, '');
    const number = /^(?:\+?1)?([2-9]\d{9})$/.exec(dialled)?.[1];
    if (!extension || !number) return refusal;
    return [
      {
        kind: 'dial',
        callerId: extension.callerId ?? extension.number,
        targets: [{ kind: 'number', number: `+1${number}` }],
        limitSeconds: 3_600,
        action: urlOf('/voice/after-dial'),
      },
    ];
  };
  return webhookHandler({
    publicBaseUrl,
    keys,
    routes: { '/voice/outgoing': outgoing, '/voice/dial': outgoing },
    apology: refusal,
    log: log.error,
  });
};

const refusal: readonly Verb[] = [{ kind: 'say', text: 'This call cannot be placed.' }, { kind: 'hangup' }];
