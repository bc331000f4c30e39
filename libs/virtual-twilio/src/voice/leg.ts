import { type Line, failureResponses, type FailureCode, type Transcript } from '@dialplane/phone-network';

/** The first leg of a call, as its instructions use it. */
export type TwilioLeg = {
  readonly isAnswered: () => boolean;
  /** Reports that the other side rings. */
  readonly ring: () => void;
  /** Answers, if it has not been answered yet. */
  readonly answer: () => void;
  readonly refuse: (why: FailureCode) => void;
  readonly hangUp: () => void;
  readonly press: (digit: string) => void;
};

/** The leg of a caller who rang us. */
export const rungLeg = (line: Line, says: (what: string) => void, answered: () => void): TwilioLeg => {
  let isAnswered = false;
  let rings = false;
  return {
    isAnswered: () => isAnswered,
    ring: () => {
      if (rings || isAnswered) return;
      rings = true;
      says('180 Ringing');
      line.ring();
    },
    answer: () => {
      if (isAnswered || line.state() !== 'ringing') return;
      isAnswered = true;
      says('200 OK');
      line.answer();
      answered();
    },
    refuse: (why) => {
      if (line.state() !== 'ringing') return;
      says(failureResponses[why]);
      line.refuse(why);
    },
    hangUp: () => {
      if (line.state() === 'over') return;
      says('BYE');
      line.hangUp('callee');
    },
    press: (digit) => line.press('callee', digit),
  };
};

/** The leg of a party that we rang and that has answered. */
export const ringingLeg = (line: Line, says: (what: string) => void): TwilioLeg => ({
  isAnswered: () => true,
  ring: () => undefined,
  answer: () => undefined,
  refuse: () => undefined,
  hangUp: () => {
    if (line.state() === 'over') return;
    says('BYE');
    line.hangUp('caller');
  },
  press: (digit) => line.press('caller', digit),
});

/** Writes the messages between the service and a party of one call into the transcript. */
export const speaking =
  (transcript: Transcript, now: () => number, call: string, party: string) =>
  (what: string, towards: 'party' | 'twilio' = 'party'): void =>
    transcript({
      at: now(),
      call,
      from: towards === 'party' ? 'twilio' : party,
      to: towards === 'party' ? party : 'twilio',
      what,
    });
