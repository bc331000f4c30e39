import { type Line, type LineEnd, failureResponses } from './line';
import type { NetworkTime } from './time';
import type { Party, Transcript } from './transcript';

/** A call between two phones, or a phone and a trunk: no application is asked. */
type DirectCall = {
  readonly id: string;
  readonly from: Party;
  readonly to: Party;
};

/** Writes down what the caller's end of a direct call hears and does. */
export const transcribed = (
  { id, from, to }: DirectCall,
  { time, transcript }: { readonly time: NetworkTime; readonly transcript: Transcript },
) => {
  const says = (there: boolean, what: string): void =>
    transcript({ at: time.now(), call: id, from: there ? from : to, to: there ? to : from, what });
  return {
    id,
    invites: () => says(true, 'INVITE'),
    /** The end, with everything that it hears written down. */
    hearing: (end: LineEnd): LineEnd => ({
      ...end,
      ringing: () => {
        says(false, '180 Ringing');
        end.ringing?.();
      },
      answered: () => {
        says(false, '200 OK');
        end.answered?.();
      },
      over: (why) => {
        if (why === 'hung-up') says(false, 'BYE');
        else if (why !== 'cancelled') says(false, failureResponses[why]);
        end.over(why);
      },
    }),
    /** The line, on which the caller's hanging up is written down. */
    hangingUp: (line: Line): Line => ({
      ...line,
      hangUp: (by) => {
        const state = line.state();
        if (by === 'caller' && state !== 'over') says(true, state === 'up' ? 'BYE' : 'CANCEL');
        line.hangUp(by);
      },
    }),
  };
};
