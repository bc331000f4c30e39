import { someDialtone } from '../testing';
import { identify, likelyExtension } from './identify';

const who = (from: string, sipUsername = '', change = {}) =>
  identify({ ...someDialtone, ...change }, { from, sipUsername })?.user;

it.each`
  from                                             | is
  ${'sip:desk@phones.sip.twilio.com'}              | ${'desk'}
  ${'sip:desk@phones.sip.us1.twilio.com'}          | ${'desk'}
  ${'sip:desk@PHONES.sip.twilio.com:5061'}         | ${'desk'}
  ${'sip:nobody@phones.sip.twilio.com'}            | ${undefined}
  ${'sip:Desk@phones.sip.twilio.com'}              | ${undefined}
  ${'sip:desk@evil.example'}                       | ${undefined}
  ${'sip:desk@phones.sip.twilio.com.evil.example'} | ${undefined}
  ${'sip:desk@other.sip.twilio.com'}               | ${undefined}
  ${'client:desk'}                                 | ${undefined}
  ${'+12065550100'}                                | ${undefined}
  ${''}                                            | ${undefined}
`('"$from" is $is', ({ from, is }) => {
  expect(who(from)).toBe(is);
});

it('refuses a From address that is not the user whom Twilio authenticated', () => {
  expect(who('sip:desk@phones.sip.twilio.com', 'desk')).toBe('desk');
  expect(who('sip:desk@phones.sip.twilio.com', 'door')).toBeUndefined();
});

it('takes nothing but the authenticated user where it is told to', () => {
  const strict = { identity: 'sip-username' };

  expect(who('sip:desk@phones.sip.twilio.com', '', strict)).toBeUndefined();
  expect(who('sip:desk@phones.sip.twilio.com', 'desk', strict)).toBe('desk');
});

it('takes the From address of a call for help where Twilio does not say which user it authenticated', () => {
  const strict = { ...someDialtone, identity: 'sip-username' as const };
  const likely = (sipUsername: string) =>
    likelyExtension(strict, { from: 'sip:desk@phones.sip.twilio.com', sipUsername })?.user;

  expect([likely(''), likely('desk'), likely('door')]).toEqual(['desk', 'desk', undefined]);
});
