import { dateText } from '../resource';
import type { TwilioService } from '../service';
import type { RaisedAlert } from './exchange';
import { sendWebhook, type Sender } from './fetch-twiml';

/**
 * Stores an alert and sends it to the account's error webhook (docs, "Debugging Events Webhook": one URL for the account, set
 * in the console).
 */
export const raiseAlert =
  (service: TwilioService, sender: Sender, errorWebhook: () => string | undefined) =>
  ({ code, message, callSid, level = 'error', webhook }: RaisedAlert): void => {
    const { account, accountSid, newSid, now } = service;
    const sid = newSid('NO');
    const at = new Date(now()).toISOString();
    account.alerts.push({
      sid,
      account_sid: accountSid,
      alert_text: message,
      api_version: '2010-04-01',
      date_created: at,
      date_generated: at,
      date_updated: at,
      error_code: String(code),
      log_level: level,
      more_info: `https://www.twilio.com/docs/errors/${code}`,
      request_method: webhook?.method ?? null,
      request_url: webhook?.url ?? null,
      resource_sid: callSid,
      service_sid: null,
      url: `https://monitor.twilio.com/v1/Alerts/${sid}`,
    });
    const url = errorWebhook();
    if (url === undefined) return;
    sendWebhook(
      sender,
      {
        url,
        method: 'POST',
        parameters: {
          Sid: sid,
          AccountSid: accountSid,
          Timestamp: dateText(now()),
          Level: level.toUpperCase(),
          PayloadType: 'application/json',
          Payload: JSON.stringify({
            resource_sid: callSid,
            service_sid: null,
            error_code: String(code),
            more_info: { Msg: message },
            webhook: {
              type: 'application/json',
              request: webhook
                ? { url: webhook.url, method: webhook.method, headers: {}, parameters: webhook.parameters }
                : null,
              response: null,
            },
          }),
        },
      },
      () => undefined,
    );
  };
