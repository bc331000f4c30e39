import { unreachable } from '@dialplane/basics';
// By its own path: the package's root is 437 KB gzipped.
import VoiceResponse from 'twilio/lib/twiml/VoiceResponse';
import type { DialVerb, Verb } from './verb';

/** Verbs as a TwiML document. No verb: a document that asks for nothing. */
export const twimlOf = (verbs: readonly Verb[]): string => {
  const response = new VoiceResponse();
  for (const verb of verbs) add(response, verb);
  return response.toString();
};

const add = (response: VoiceResponse, verb: Verb): void => {
  switch (verb.kind) {
    case 'dial':
      return dial(response, verb);
    case 'say':
      return void response.say(
        {
          ...(verb.language && { language: verb.language as 'en-US' }),
          ...(verb.times && { loop: verb.times }),
        },
        clean(verb.text),
      );
    case 'play':
      return void response.play({ ...(verb.times && { loop: verb.times }) }, verb.url);
    case 'play-digits':
      return void response.play({ digits: verb.digits });
    case 'gather': {
      const gather = response.gather({
        input: ['dtmf'],
        action: verb.action,
        timeout: verb.waitSeconds,
        ...(verb.maxDigits !== undefined && { numDigits: verb.maxDigits }),
        ...(verb.endOn !== undefined && { finishOnKey: verb.endOn }),
      });
      const { question } = verb;
      if (question.kind === 'play') gather.play(question.url);
      else
        gather.say(
          { ...(question.language && { language: question.language as 'en-US' }) },
          clean(question.text),
        );
      return;
    }
    case 'record':
      return void response.record({
        action: verb.action,
        playBeep: true,
        ...(verb.maxSeconds !== undefined && { maxLength: verb.maxSeconds }),
        ...(verb.silenceSeconds !== undefined && { timeout: verb.silenceSeconds }),
        ...(verb.stopOn && { finishOnKey: verb.stopOn }),
      });
    case 'pause':
      return void response.pause({ length: Math.max(1, Math.ceil(verb.seconds)) });
    case 'redirect':
      response.redirect({ method: 'POST' }, verb.url);
      return;
    case 'reject':
      return void response.reject({ reason: verb.reason });
    case 'hangup':
      return void response.hangup();
    default:
      return unreachable(verb);
  }
};

const dial = (response: VoiceResponse, verb: DialVerb): void => {
  const dialled = response.dial({
    // Without it Twilio answers the caller's leg at once: an unanswered call would be billed, and the caller would hear no ringing.
    answerOnBridge: true,
    ...(verb.callerId && { callerId: verb.callerId }),
    ...(verb.action && { action: verb.action, method: 'POST' }),
    ...(verb.ringSeconds !== undefined && { timeout: verb.ringSeconds }),
    ...(verb.limitSeconds !== undefined && { timeLimit: verb.limitSeconds }),
  });
  for (const target of verb.targets) {
    const callbacks = target.statusCallback && {
      statusCallback: target.statusCallback,
      statusCallbackMethod: 'POST',
      statusCallbackEvent: ['initiated' as const, 'answered' as const, 'completed' as const],
    };
    if (target.kind === 'number') dialled.number({ ...callbacks }, target.number);
    else dialled.sip({ ...callbacks }, target.uri);
  }
};

// Characters that XML 1.0 does not have at all, half of a surrogate pair among them: the SDK throws for them
// (https://www.w3.org/TR/xml/#charsets).
const clean = (text: string): string =>
  text.replace(/[\p{Cc}\ufffe\uffff]|\p{Surrogate}/gu, (character) =>
    /[\t\n\r]/.test(character) ? character : '',
  );
