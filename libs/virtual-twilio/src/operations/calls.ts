import { twilioPageOf } from '../http/page';
import { TwilioError } from '../http/twilio-error';
import { found } from '../resource';
import { type TwilioBehaviour, labelOf } from './input';

const text = (value: unknown): string | undefined => (value === undefined ? undefined : String(value));

/** Only the values that were sent. */
const given = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]: Exclude<T[Name], undefined>;
  };

export const twilioCalls: Readonly<Record<string, TwilioBehaviour>> = {
  CreateCall: ({ account, calls: live }, { form }) => {
    const { To: to, From: from, Url: url, Twiml: twiml } = form;
    if (url === undefined && twiml === undefined)
      throw new TwilioError(400, 21205, 'Url parameter is required');
    if (![...account.numbers.values()].some(({ phone_number }) => phone_number === from))
      throw new TwilioError(
        400,
        21210,
        `The source phone number provided, ${String(from)}, is not yet verified for your account`,
      );
    return live.place({
      to: String(to),
      from: String(from),
      ...given({
        url: text(url),
        method: text(form['Method']),
        twiml: text(twiml),
        timeoutSeconds: form['Timeout'] as number | undefined,
        statusCallback: text(form['StatusCallback']),
        statusCallbackMethod: text(form['StatusCallbackMethod']),
        statusCallbackEvents: form['StatusCallbackEvent'] as readonly string[] | undefined,
      }),
    } as Parameters<typeof live.place>[0]);
  },
  ListCall: ({ account }, { url, query }) => {
    const { To: to, From: from, Status: status, ParentCallSid: parent } = query;
    const wanted = Object.entries({ to, from, status, parent_call_sid: parent }).filter(
      ([, it]) => it !== undefined,
    );
    const matches = [...account.calls.values()].filter((call) =>
      wanted.every(([field, it]) => call[field] === it),
    );
    // The newest call first, as in the console.
    return twilioPageOf('calls', matches.reverse(), url, query);
  },
  FetchCall: (service, input) => found(service, service.account.calls, labelOf(input, 'Sid')),
  UpdateCall: (service, input) => {
    const { sid, status } = found(service, service.account.calls, labelOf(input, 'Sid'));
    const { Status: wanted, Url: url, Method: method, Twiml: twiml } = input.form;
    if (!['queued', 'ringing', 'in-progress'].includes(status))
      throw new TwilioError(400, 21220, 'Call is not in-progress. Cannot redirect.');
    service.calls.update(
      sid,
      wanted === undefined
        ? ({
            kind: 'instruct',
            ...given({ url: text(url), method: text(method), twiml: text(twiml) }),
          } as const)
        : { kind: 'end' },
    );
    return found(service, service.account.calls, sid);
  },
};
