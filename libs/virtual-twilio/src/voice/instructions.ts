import { dial } from './dial';
import { sendWebhook, type Answered } from './fetch-twiml';
import { gather } from './gather';
import { record } from './record';
import { lengthOf, wordsOf } from './spoken';
import { readTwiml, type TwimlElement } from './twiml-document';
import { twimlIssues } from './twiml-rules';
import type { Instructed, Running, VerbContext } from './verb';
import type { WebhookParameters } from './webhook';

/** The source of a call's instructions. */
export type InstructionSource = {
  readonly url: string;
  readonly method: string;
  readonly fallback?: { readonly url: string; readonly method: string };
};

export type Instructions = {
  readonly begin: (source: InstructionSource) => void;
  readonly follow: (twiml: string) => void;
  readonly key: (digit: string) => void;
  readonly stop: () => void;
};

const apology = {
  name: 'Say',
  attributes: {},
  children: [],
  text: 'We are sorry, an application error has occurred. Goodbye',
};

/** Follows a call's instructions, verb by verb, until they or the call end. */
export const instructions = (call: Instructed): Instructions => {
  const { exchange, sid, leg } = call;
  const { time, sender, transcript } = exchange;
  let waiting: readonly TwimlElement[] = [];
  let running: Running | undefined;
  let base = '';
  /** Of the number or domain. Twilio requests it for every "fatal error while executing your call", so also for a failed action. */
  let fallback: InstructionSource['fallback'];
  /** Incremented with each document, so that an answer that arrives after another change is ignored. */
  let turn = 0;

  const says = (fromApp: boolean, what: string): void =>
    transcript({
      at: time.now(),
      call: sid,
      from: fromApp ? 'app' : 'twilio',
      to: fromApp ? 'twilio' : 'app',
      what,
    });

  const post = (
    url: string,
    method: string,
    more: WebhookParameters,
    done: (answered: Answered) => void,
  ): void => {
    says(false, `${method} ${pathOf(url)}${wordsAbout(more)}`);
    const parameters = { ...call.parameters, CallStatus: call.status(), ...more };
    sendWebhook(sender, { url, method, parameters }, (answered) => {
      if (answered.kind === 'failed') says(true, `no answer (${answered.code})`);
      done(answered);
    });
  };

  const fetchFrom = (
    { url, method }: Omit<InstructionSource, 'fallback'>,
    more: WebhookParameters,
    isFallback = false,
  ): void => {
    const asked = (turn += 1);
    post(url, method, more, (answered) => {
      if (asked !== turn || call.isOver()) return;
      const read = understood(answered, url);
      if (read.kind === 'document') {
        says(true, summaryOf(read.document));
        base = url;
        return run(read.document);
      }
      if (answered.kind === 'answered') says(true, `${answered.status}: not followed (${read.code})`);
      exchange.alert({
        ...read,
        callSid: sid,
        webhook: { url, method, parameters: { ...call.parameters, CallStatus: call.status(), ...more } },
      });
      // That it has the parameters of the request that failed is our reading. Its own failure has no further fallback.
      if (fallback && fallback.url !== '' && !isFallback)
        return fetchFrom(fallback, { ...more, ErrorCode: String(read.code), ErrorUrl: url }, true);
      leg.answer();
      call.hears(wordsOf(apology));
      after(lengthOf(apology), call.end);
    });
  };

  const understood = (answered: Answered, url: string) => {
    const failure = (code: number, message: string) => ({ kind: 'failure', code, message }) as const;
    if (answered.kind === 'failed') return failure(answered.code, answered.message);
    if (answered.status >= 400) return failure(11200, `HTTP ${answered.status} from ${url}`);
    if (!/^(text|application)\/(xml|html|plain)/.test(answered.contentType))
      return failure(12300, `Invalid Content-Type "${answered.contentType}"`);
    const document = readTwiml(answered.text);
    return document.ok
      ? ({ kind: 'document', document: document.value } as const)
      : failure(12100, `Document parse failure: ${document.error}`);
  };

  const run = (document: readonly TwimlElement[]): void => {
    running?.stop();
    running = undefined;
    for (const issue of twimlIssues(document))
      exchange.alert({
        code: 12200,
        message: `Schema validation warning: ${issue}`,
        callSid: sid,
        level: 'warning',
      });
    waiting = document;
    next();
  };

  const after = (milliseconds: number, task: () => void): void => {
    const stop = milliseconds === Infinity ? () => undefined : time.after(milliseconds, task);
    running = { stop };
  };

  const next = (): void => {
    running = undefined;
    if (call.isOver()) return;
    const [element, ...rest] = waiting;
    waiting = rest;
    if (!element) return call.end();
    const { name, attributes, text } = element;
    const verb: VerbContext = {
      call,
      element,
      next,
      ask: (url, method, more) => fetchFrom({ url: new URL(url, base || undefined).href, method }, more),
      tell: (url, method, more) => post(new URL(url, base || undefined).href, method, more, () => undefined),
    };
    switch (name) {
      case 'Say':
      case 'Play':
        leg.answer();
        call.hears(wordsOf(element));
        return after(lengthOf(element), next);
      case 'Pause':
        return after(lengthOf(element), next);
      case 'Gather':
        leg.answer();
        running = gather(verb);
        return;
      case 'Record':
        leg.answer();
        running = record(verb);
        return;
      case 'Dial':
        running = dial(verb);
        return;
      case 'Redirect':
        return verb.ask(text.trim(), attributes['method'] ?? 'POST', {});
      case 'Reject':
        if (leg.isAnswered()) return call.end();
        return call.rejected(attributes['reason'] === 'busy' ? 'busy' : 'rejected');
      case 'Hangup':
        return call.end();
      default:
        return next(); // Unknown elements are left out. An alert has reported them.
    }
  };

  return {
    begin: (source) => {
      fallback = source.fallback;
      fetchFrom(source, {});
    },
    follow: (twiml) => {
      turn += 1;
      const document = readTwiml(twiml);
      if (document.ok) run(document.value);
      else call.end();
    },
    key: (digit) => running?.key?.(digit),
    stop: () => {
      turn += 1;
      const stopped = running;
      running = undefined;
      waiting = [];
      stopped?.stop();
    },
  };
};

const pathOf = (url: string): string => new URL(url).pathname;

const wordsAbout = ({ DialCallStatus, ErrorCode, Digits }: WebhookParameters): string =>
  DialCallStatus
    ? ` (${DialCallStatus})`
    : ErrorCode
      ? ` (after ${ErrorCode})`
      : Digits === undefined
        ? ''
        : ' (digits)';

/** A summary of a document, without the numbers in it. */
const summaryOf = (document: readonly TwimlElement[]): string =>
  document.length === 0
    ? 'empty Response'
    : document
        .map(({ name, attributes, children }) =>
          [name, ...children.map((it) => it.name), attributes['reason']]
            .filter((it) => it !== undefined)
            .join(' '),
        )
        .join(', ');
