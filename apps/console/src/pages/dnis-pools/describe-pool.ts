import type { StatusTone } from '../../parts/status-label';
import type { PoolHistoryView, PoolNumberView } from './dnis-pools-query';

type PoolEvent = PoolHistoryView['events'][number];

/** The tone of a number's state. */
export const numberTones: Readonly<Record<PoolNumberView['state'], StatusTone>> = {
  free: 'good',
  reserved: 'busy',
  connected: 'busy',
  resting: 'quiet',
  'in use': 'busy',
};

/** The reservations that can be released: their call has arrived, or is overdue, or may still arrive. */
export const reservationsOf = ({ reservations = [] }: PoolNumberView) =>
  reservations.filter(({ state }) => state !== 'over');

const reasons: Readonly<Record<string, string>> = {
  late: 'the call arrived after its reservation had expired',
  'not-reserved': 'the number was not reserved',
  'caller-differs': 'the caller is not the one that the reservation names',
  'caller-withheld': 'the caller withholds their number',
  'other-contact': 'another call has already got the context',
  'earlier-contact': 'the call belongs to an earlier reservation of this number',
  erased: 'the context was already erased',
  'no-such-number': 'the number is in no pool',
  'all-busy': 'no number was free',
  'caller-busy': 'the caller was in a transfer on each number',
  'needs-caller': 'the pool needs the number of the caller',
  contended: 'other clients were faster',
};

/** An event in a sentence. */
export const describeEvent = ({ kind, number, reason }: PoolEvent): string => {
  const why = reason === undefined ? '' : `: ${reasons[reason] ?? reason}`;
  switch (kind) {
    case 'checked-out':
      return `${number} was reserved`;
    case 'delivered':
      return `A call to ${number} got its context`;
    case 'refused':
      return `A call to ${number} got no context${why}`;
    case 'expired':
      return `The reservation of ${number} expired: its call never arrived`;
    case 'released':
      return `${number} was released`;
    case 'none-free':
      return `No number could be reserved${why}`;
  }
};

/** Whether an event is a failed transfer: its customer reached an agent without context, or not at all. */
export const isTrouble = ({ kind }: PoolEvent): boolean =>
  kind === 'refused' || kind === 'expired' || kind === 'none-free';
