import { epochSeconds } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import { diversionHeader } from './diversions';
import type { Forward, Target } from './forward';
import { type Arrival, route } from './route';

const office = '+12065550100' as E164;
const caller = '+12065550199' as E164;
const phone = (number: string): Target => ({ kind: 'phone', number: number as E164 });
const ann = phone('+12065550111');
const ben = phone('+12065550112');
const pbx: Target = { kind: 'trunk', trunk: 'arn:aws:chime:us-east-1:111122223333:vc/abc', user: 'desk' };
const monday = epochSeconds(new Date('2026-03-02T18:00:00Z')); // 10:00 in Seattle
const sunday = epochSeconds(new Date('2026-03-01T18:00:00Z'));

const forward: Forward = { number: office, targets: [ann, ben], callerId: 'dialled', atEnd: 'apology' };
const workdays: Forward['hours'] = {
  zone: 'America/Los_Angeles',
  weekly: [{ days: ['monday'], from: '09:00', to: '17:00' }],
  outside: [pbx],
};
const call: Arrival = { dialled: office, from: caller, diversions: [] };
const withHours = { ...forward, hours: workdays };
const noNightStaff = { ...forward, hours: { ...workdays, outside: [] } };
const onlyTheCaller = { ...forward, targets: [phone(caller)] };
const many = ['a', 'b', 'c', 'd', 'e', 'f'].map(
  (host) => `<sip:+1303555010${host.charCodeAt(0) % 10}@${host}>`,
);

it.each`
  situation                                    | forward                                                    | change                                                                                                            | now       | targets       | because
  ${'a forward'}                               | ${forward}                                                 | ${{}}                                                                                                             | ${monday} | ${[ann, ben]} | ${'open'}
  ${'no forward'}                              | ${undefined}                                               | ${{}}                                                                                                             | ${monday} | ${[]}         | ${'no-forward'}
  ${'within its hours'}                        | ${withHours}                                               | ${{}}                                                                                                             | ${monday} | ${[ann, ben]} | ${'open'}
  ${'outside its hours'}                       | ${withHours}                                               | ${{}}                                                                                                             | ${sunday} | ${[pbx]}      | ${'outside-hours'}
  ${'no target outside its hours'}             | ${noNightStaff}                                            | ${{}}                                                                                                             | ${sunday} | ${[]}         | ${'outside-hours'}
  ${'a blocked caller'}                        | ${{ ...forward, blocked: [caller] }}                       | ${{}}                                                                                                             | ${monday} | ${[]}         | ${'blocked'}
  ${'another caller blocked'}                  | ${{ ...forward, blocked: ['+12065550198'] }}               | ${{}}                                                                                                             | ${monday} | ${[ann, ben]} | ${'open'}
  ${'a caller blocked in an old form'}         | ${{ ...forward, blocked: ['+5215555550123'] }}             | ${{ from: '+525555550123' }}                                                                                      | ${monday} | ${[]}         | ${'blocked'}
  ${'a caller who is a target in an old form'} | ${{ ...forward, targets: [phone('+5215555550123'), ben] }} | ${{ from: '+525555550123' }}                                                                                      | ${monday} | ${[ben]}      | ${'open'}
  ${'a caller who hides, blocked'}             | ${{ ...forward, blocked: ['withheld'] }}                   | ${{ from: 'withheld' }}                                                                                           | ${monday} | ${[]}         | ${'blocked'}
  ${'a caller who is a target'}                | ${forward}                                                 | ${{ from: '+12065550111' }}                                                                                       | ${monday} | ${[ben]}      | ${'open'}
  ${'a caller who is the only target'}         | ${onlyTheCaller}                                           | ${{}}                                                                                                             | ${monday} | ${[]}         | ${'no-other-target'}
  ${'a forward to itself'}                     | ${{ ...forward, targets: [phone(office)] }}                | ${{}}                                                                                                             | ${monday} | ${[]}         | ${'no-other-target'}
  ${'a call that was here before'}             | ${forward}                                                 | ${{ diversions: [diversionHeader(office)] }}                                                                      | ${monday} | ${[]}         | ${'loop'}
  ${'the same, as a bare number'}              | ${forward}                                                 | ${{ diversions: [office] }}                                                                                       | ${monday} | ${[]}         | ${'loop'}
  ${'the same, in national form'}              | ${forward}                                                 | ${{ diversions: ['<sip:2065550100@192.0.2.1>;reason=no-answer', '<sip:2065550100;phone-context=+1@192.0.2.1>'] }} | ${monday} | ${[]}         | ${'loop'}
  ${'a call that ann forwarded'}               | ${forward}                                                 | ${{ diversions: ['sip:+12065550111@sbc'] }}                                                                       | ${monday} | ${[ben]}      | ${'open'}
  ${'a call that all targets forwarded'}       | ${{ ...forward, targets: [ann] }}                          | ${{ diversions: ['<tel:+12065550111>'] }}                                                                         | ${monday} | ${[]}         | ${'loop'}
  ${'a call that a longer number forwarded'}   | ${forward}                                                 | ${{ diversions: ['sip:+120655501110@sbc'] }}                                                                      | ${monday} | ${[ann, ben]} | ${'open'}
  ${'five diversions'}                         | ${forward}                                                 | ${{ diversions: many.slice(1) }}                                                                                  | ${monday} | ${[ann, ben]} | ${'open'}
  ${'six diversions'}                          | ${forward}                                                 | ${{ diversions: many }}                                                                                           | ${monday} | ${[]}         | ${'loop'}
`('$situation: $because', ({ forward, change, now, targets, because }) => {
  expect(route(forward, { ...call, ...change }, now)).toEqual({ targets, because });
});

describe('emergency calls', () => {
  const everyRule: Forward = {
    ...forward,
    hours: { ...workdays, outside: [] },
    blocked: [caller, '+1911', 'withheld'],
  };

  it.each`
    dialled     | from               | rung
    ${'911'}    | ${caller}          | ${'+1911'}
    ${'+1911'}  | ${caller}          | ${'+1911'}
    ${'999'}    | ${'+442079460000'} | ${'+44999'}
    ${'+44999'} | ${caller}          | ${'+44999'}
    ${'+1911'}  | ${'withheld'}      | ${'+1911'}
    ${'911'}    | ${'withheld'}      | ${'+1911'}
    ${'999'}    | ${'withheld'}      | ${'+1999'}
  `('to $dialled from $from ring $rung, despite all rules', ({ dialled, from, rung }) => {
    const lost: Arrival = { dialled, from, diversions: [...many, diversionHeader(dialled)] };

    for (const rules of [undefined, everyRule]) {
      expect(route(rules, lost, sunday)).toEqual({
        targets: [phone(rung), phone(rung)],
        because: 'emergency-call',
      });
    }
  });

  it('that are returned ring the targets, despite all rules', () => {
    const callback: Arrival = { dialled: office, from: 'emergency-service', diversions: [...many, office] };

    expect(route(everyRule, callback, sunday)).toEqual({ targets: [ann, ben], because: 'emergency-caller' });
  });
});
