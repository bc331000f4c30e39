import { useNow } from '../../parts/use-now';
import type { CallSummaryView } from './calls-query';
import { describeSeconds, talkSeconds } from './describe-call';

/** How long the parties have talked. It counts on while the call lasts. */
export const Talk = ({ call }: { readonly call: CallSummaryView }) => {
  const now = useNow(call.state === 'connected');
  const seconds = talkSeconds(call, now);
  return seconds === undefined ? 'Not answered' : describeSeconds(seconds);
};
