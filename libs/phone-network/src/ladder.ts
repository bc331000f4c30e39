import type { Party, TranscriptEntry } from './transcript';

/** A call as a ladder: who took part, and what went between them, in order. */
export type Ladder = {
  readonly parties: readonly Party[];
  readonly rungs: readonly Rung[];
};

export type Rung = {
  /** Milliseconds since the call's first message. */
  readonly at: number;
  /** Places in `parties`. */
  readonly from: number;
  readonly to: number;
  readonly what: string;
};

/** Parties that are not phones, in the order in which they are drawn. */
const services: readonly Party[] = ['service', 'twilio', 'app'];

/** The ladder of one call: the phones are at the outside, the service and the app between them. */
export const ladderOf = (transcript: readonly TranscriptEntry[], call: string): Ladder => {
  const entries = transcript.filter((entry) => entry.call === call);
  const [first] = entries;
  if (!first) return { parties: [], rungs: [] };
  const seen = [...new Set(entries.flatMap(({ from, to }) => [from, to]))];
  const phones = seen.filter((party) => !services.includes(party));
  const between = services.filter((party) => seen.includes(party));
  const parties = [...phones.slice(0, 1), ...between, ...phones.slice(1)];
  return {
    parties,
    rungs: entries.map(({ at, from, to, what }) => ({
      at: at - first.at,
      from: parties.indexOf(from),
      to: parties.indexOf(to),
      what,
    })),
  };
};

const serviceNames: Readonly<Record<string, string>> = { service: 'SMA service', twilio: 'Twilio' };

/** The heading of a party. Only the end of a phone number is shown, so that a ladder can be put into a report. */
export const partyName = (party: Party): string =>
  serviceNames[party] ?? party.replace(/^\+?\d+(?=\d{4}$)/, '…');

/** How a drawing spaces its columns, in its own unit: letters on a terminal, pixels in a picture. */
export type ColumnSpacing = {
  readonly first: number;
  readonly narrowest: number;
  readonly perLetter: number;
  readonly aroundLabel: number;
};

/** The position of each party's line: as far from its neighbour as the longest label between the two needs. */
export const placeColumns = (
  { parties, rungs }: Ladder,
  { first, narrowest, perLetter, aroundLabel }: ColumnSpacing,
): readonly number[] =>
  parties.reduce<readonly number[]>((columns, _party, column) => {
    const previous = columns[column - 1];
    if (previous === undefined) return [first];
    const labels = rungs.filter(({ from, to }) => Math.max(from, to) === column && Math.abs(from - to) === 1);
    const widest = Math.max(0, ...labels.map(({ what }) => what.length));
    return [...columns, previous + Math.max(narrowest, widest * perLetter + aroundLabel)];
  }, []);
