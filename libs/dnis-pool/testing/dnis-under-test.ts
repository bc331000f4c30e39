import type { EpochSeconds } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import type { DnisPools } from '../src/dnis-pools';
import { localContextCipher } from '../src/local-context-cipher';
import { memoryReservations } from '../src/memory-reservations';
import type { Pool } from '../src/pool';
import type { ReservationStore } from '../src/reservation-store';
import { atSecond, exclusivePool } from './reservation-store.contract';

/** Pools in memory, with a clock that only moves when told to. */
export const dnisUnderTest = async ({
  pools = [exclusivePool],
  numbers = [],
  store = memoryReservations(),
}: {
  readonly pools?: readonly Pool[];
  /** Added to the first pool. */
  readonly numbers?: readonly string[];
  readonly store?: ReservationStore;
} = {}) => {
  let now: EpochSeconds = atSecond(0);
  const [first = exclusivePool] = pools;
  const dnis: DnisPools = {
    pools,
    store,
    cipher: localContextCipher(new Uint8Array(32).fill(7)),
    now: () => now,
  };
  for (const number of numbers) await dnis.store.add(first.name, number as E164, first.mode, atSecond(-1000));
  return { dnis, pool: first, setTime: (seconds: number) => void (now = atSecond(seconds)) };
};

/** An event as Amazon Connect sends it (administrator guide, connect-lambda-functions). */
export const connectEvent = ({
  dialled = '+12025550142',
  caller = '+12065550111' as string | null,
  contact = 'c0ffee00-0000-4000-8000-000000000001',
  parameters = { function: 'getcall' } as object | null,
  over = {} as object,
}: {
  readonly dialled?: string | null;
  readonly caller?: string | null;
  readonly contact?: string;
  readonly parameters?: object | null;
  readonly over?: object;
} = {}) => ({
  Name: 'ContactFlowEvent',
  Details: {
    ContactData: {
      Attributes: {},
      AwsRegion: 'us-east-1',
      Channel: 'VOICE',
      ContactId: contact,
      CustomerEndpoint: caller === null ? null : { Address: caller, Type: 'TELEPHONE_NUMBER' },
      CustomerId: null,
      Description: null,
      InitialContactId: contact,
      InitiationMethod: 'INBOUND',
      InstanceARN: 'arn:aws:connect:us-east-1:111122223333:instance/0a1b2c3d-0000-4000-8000-000000000001',
      LanguageCode: 'en-US',
      MediaStreams: { Customer: { Audio: null } },
      Name: null,
      PreviousContactId: contact,
      Queue: null,
      References: {},
      RelatedContactId: null,
      SegmentAttributes: { 'connect:Subtype': { ValueString: 'connect:Telephony' } },
      SystemEndpoint: dialled === null ? null : { Address: dialled, Type: 'TELEPHONE_NUMBER' },
      Tags: {},
      ...over,
    },
    Parameters: parameters,
  },
});
