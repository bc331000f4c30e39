import type { Running, VerbContext } from './verb';

/**
 * `<Record>`: records the caller until a key, the maximum length, or the end of the call (docs, "TwiML Voice: <Record>"). Our
 * reading: the caller speaks all the time, so silence never ends it. There is no sound in the simulation.
 */
export const record = ({ call, element, ask, tell }: VerbContext): Running => {
  const {
    action = '',
    method = 'POST',
    finishOnKey = '1234567890*#',
    maxLength = '3600',
  } = element.attributes;
  const { time, service } = call.exchange;
  const startedAt = time.now();
  call.hears('beep');
  const values = (digits: string) => {
    const sid = service.newSid('RE');
    return {
      RecordingSid: sid,
      RecordingUrl: `https://api.twilio.com/2010-04-01/Accounts/${service.accountSid}/Recordings/${sid}`,
      RecordingDuration: String(Math.ceil((time.now() - startedAt) / 1000)),
      Digits: digits,
    };
  };
  const tooLong = time.after(1000 * Number(maxLength), () => ask(action, method, values('')));
  return {
    key: (digit) => {
      if (!finishOnKey.includes(digit)) return;
      tooLong();
      ask(action, method, values(digit));
    },
    stop: () => {
      tooLong();
      if (call.isOver()) tell(action, method, values('hangup'));
    },
  };
};
