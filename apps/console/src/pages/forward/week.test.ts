import { weekdays } from '@dialplane/forwarding';
import fc from 'fast-check';
import type { DraftRange } from './draft';
import { hoursOfDay, setHour } from './week';

const office: readonly DraftRange[] = [{ days: ['monday', 'tuesday'], from: '09:00', to: '17:00' }];
const night: readonly DraftRange[] = [{ days: ['friday'], from: '22:00', to: '02:00' }];

const open = (weekly: readonly DraftRange[], name: string) =>
  hoursOfDay(weekly, name).flatMap((state, index) => (state === 'closed' ? [] : [index]));

it('shows the hours of a range on its days only', () => {
  expect(open(office, 'monday')).toEqual([9, 10, 11, 12, 13, 14, 15, 16]);
  expect(open(office, 'sunday')).toEqual([]);
});

it('shows an hour that is open for a part of it', () => {
  expect(hoursOfDay([{ days: ['monday'], from: '09:30', to: '10:00' }], 'monday')[9]).toBe('partly');
});

it('shows the end of a range that ends on the next day on that day', () => {
  expect(open(night, 'friday')).toEqual([22, 23]);
  expect(open(night, 'saturday')).toEqual([0, 1]);
});

it('opens an hour beside a range by making the range longer', () => {
  expect(setHour(office, 'monday', 17, true)).toEqual([
    { days: ['monday'], from: '09:00', to: '18:00' },
    { days: ['tuesday'], from: '09:00', to: '17:00' },
  ]);
});

it('closes an hour in the middle of a range by splitting it', () => {
  expect(setHour(setHour(office, 'monday', 12, false), 'tuesday', 12, false)).toEqual([
    { days: ['monday', 'tuesday'], from: '09:00', to: '12:00' },
    { days: ['monday', 'tuesday'], from: '13:00', to: '17:00' },
  ]);
});

it('keeps a range that ends on the next day whole, as a holiday closes it as a whole', () => {
  expect(setHour(night, 'monday', 9, true)).toContainEqual(night[0]);
});

it.each`
  days          | from       | to
  ${['monday']} | ${''}      | ${'17:00'}
  ${['monday']} | ${'13:00'} | ${'5pm'}
  ${['monday']} | ${'9:5'}   | ${'17:00'}
  ${['monday']} | ${'09:00'} | ${'25:00'}
  ${['monday']} | ${'09:00'} | ${'09:00'}
  ${['monday']} | ${'24:00'} | ${'02:00'}
  ${[]}         | ${'09:00'} | ${'17:00'}
`('keeps times that are half typed as they are: $from to $to on $days', (range) => {
  const opened = { days: ['monday'], from: '12:00', to: '13:00' };

  expect(setHour([range, ...night], 'monday', 12, true)).toEqual([opened, ...night, range]);
  expect(setHour([range, ...night], 'monday', 12, false)).toEqual([...night, range]);
  expect(open([range], 'monday')).toEqual([]);
});

const time = fc
  .integer({ min: 0, max: 47 })
  .map((half) => `${String(half >> 1).padStart(2, '0')}:${half % 2 ? '30' : '00'}`);
const ranges = fc.array(
  fc
    .record({ days: fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 1 }), from: time, to: time })
    .filter(({ from, to }) => from !== to),
  { maxLength: 4 },
);

it('changes one hour, and no other', () => {
  fc.assert(
    fc.property(
      ranges,
      fc.constantFrom(...weekdays),
      fc.integer({ min: 0, max: 23 }),
      fc.boolean(),
      (weekly, name, index, isOpen) => {
        const changed = setHour(weekly, name, index, isOpen);
        for (const other of weekdays) {
          const wanted = [...hoursOfDay(weekly, other)];
          if (other === name) wanted[index] = isOpen ? 'open' : 'closed';
          expect(hoursOfDay(changed, other)).toEqual(wanted);
        }
      },
    ),
    { numRuns: 60 },
  );
});
