import type { Account, Attachment, OwnedNumber } from './account';

/** A Voice Connector or a group of them, as a place for numbers. */
export type Place = Pick<Attachment, 'kind' | 'id'>;

export const isAttachedTo = ({ attachedTo }: OwnedNumber, { kind, id }: Place): boolean =>
  attachedTo?.kind === kind && attachedTo.id === id;

/** The numbers that belong to a connector or a group. */
export const numbersAttachedTo = (account: Account, place: Place): readonly OwnedNumber[] =>
  [...account.numbers.values()].filter((it) => isAttachedTo(it, place));
