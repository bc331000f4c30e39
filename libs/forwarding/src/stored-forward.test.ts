import { everyField } from '../testing';
import { readStoredForward } from './stored-forward';

const stored = {
  number: '+12065550100',
  targets: [
    { kind: 'phone', number: '+12065550111' },
    { kind: 'trunk', trunk: 'trunk-1', user: 'desk' },
  ],
  callerId: 'dialled',
  atEnd: 'apology',
  version: 3,
};
const hours = { zone: 'UTC', weekly: [{ days: ['monday'], from: '09:00', to: '17:00' }], outside: [] };

it.each([
  stored,
  { ...everyField, version: 3 },
  { ...stored, hours, blocked: ['withheld'], greeting: { prompt: 'connecting', when: 'while-ringing' } },
  { ...stored, hours: { ...hours, holidays: ['2026-12-25'] } },
  { ...stored, colour: 'a field of a newer version' },
])('reads a forward as it was written, case %#', (item) => {
  expect(readStoredForward(item)).toEqual(item);
});

it.each`
  field         | value
  ${'number'}   | ${'5550100'}
  ${'targets'}  | ${undefined}
  ${'targets'}  | ${[{ kind: 'phone' }]}
  ${'targets'}  | ${[{ kind: 'trunk', trunk: 'trunk-1' }]}
  ${'targets'}  | ${['+12065550111']}
  ${'targets'}  | ${[null]}
  ${'targets'}  | ${[{ kind: 'fax', trunk: 'trunk-1', user: 'desk' }]}
  ${'callerId'} | ${'theirs'}
  ${'greeting'} | ${'connecting'}
  ${'greeting'} | ${null}
  ${'greeting'} | ${{ prompt: 'connecting' }}
  ${'greeting'} | ${{ when: 'while-ringing' }}
  ${'hours'}    | ${null}
  ${'hours'}    | ${{ ...hours, zone: 1 }}
  ${'hours'}    | ${{ ...hours, weekly: [{}] }}
  ${'hours'}    | ${{ ...hours, weekly: [null] }}
  ${'hours'}    | ${{ ...hours, weekly: [{ from: '09:00', to: '17:00' }] }}
  ${'hours'}    | ${{ ...hours, weekly: [{ days: ['monday'], to: '17:00' }] }}
  ${'hours'}    | ${{ ...hours, weekly: [{ days: ['monday'], from: '09:00' }] }}
  ${'hours'}    | ${{ ...hours, holidays: [20261225] }}
  ${'hours'}    | ${{ ...hours, outside: undefined }}
  ${'blocked'}  | ${'withheld'}
  ${'atEnd'}    | ${undefined}
  ${'version'}  | ${'3'}
`('does not go by a forward whose $field is $value', ({ field, value }) => {
  expect(() => readStoredForward({ ...stored, [field]: value })).toThrow(
    `Cannot read a forward from the store: ${field} missing or wrong`,
  );
});

it('names everything that is wrong', () => {
  expect(() => readStoredForward({ number: '+12065550100' })).toThrow('targets, callerId, atEnd, version');
});
