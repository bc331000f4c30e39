import type { E164 } from '@dialplane/phone-numbers';
import { ada } from '../testing';
import { callerKeyOf } from './reservation';
import { readReservationReference, writeReservationReference } from './reservation-reference';

const number = '+12025550142' as E164;
const token = 'abcdefghijklmnop-_0123';

it.each([
  { pool: 'p', number },
  { pool: 'p', number, callerKey: callerKeyOf(ada) },
])('is read as it was written: %j', (slot) => {
  expect(readReservationReference('p', writeReservationReference(slot, token))).toEqual({ slot, token });
});

it('holds no number of a caller', () => {
  expect(writeReservationReference({ pool: 'p', number, callerKey: callerKeyOf(ada) }, token)).not.toContain(
    ada.slice(-7),
  );
});

it.each([
  '',
  'nonsense',
  '12025550142.0',
  '12025550142.0.short',
  'x.0.abcdefghijklmnop',
  '0.0.abcdefghijklmnop',
])('is none: "%s"', (text) => {
  expect(readReservationReference('p', text)).toBeUndefined();
});
