import type { ChimeAccount, Attachment, OwnedNumber } from './account';

/** A Voice Connector or a group of them, as a place for numbers. */
export type AttachmentPlace = Pick<Attachment, 'kind' | 'id'>;

export const isAttachedTo = ({ attachedTo }: OwnedNumber, { kind, id }: AttachmentPlace): boolean =>
  attachedTo?.kind === kind && attachedTo.id === id;

/** The numbers that belong to a connector or a group. */
export const numbersAttachedTo = (account: ChimeAccount, place: AttachmentPlace): readonly OwnedNumber[] =>
  [...account.numbers.values()].filter((it) => isAttachedTo(it, place));
