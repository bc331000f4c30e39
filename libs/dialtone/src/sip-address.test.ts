import { parseSipAddress } from './sip-address';

it.each`
  text                                                   | user              | host
  ${'sip:desk@phones.sip.twilio.com'}                    | ${'desk'}         | ${'phones.sip.twilio.com'}
  ${'sips:desk@phones.sip.twilio.com'}                   | ${'desk'}         | ${'phones.sip.twilio.com'}
  ${'SIP:desk@PHONES.sip.twilio.com'}                    | ${'desk'}         | ${'phones.sip.twilio.com'}
  ${'sip:desk@phones.sip.twilio.com:5061;transport=tls'} | ${'desk'}         | ${'phones.sip.twilio.com'}
  ${'sip:2065550100@x.example;user=phone'}               | ${'2065550100'}   | ${'x.example'}
  ${'sip:2065550100;phone-context=+1@x.example'}         | ${'2065550100'}   | ${'x.example'}
  ${'sip:desk:secret@x.example'}                         | ${'desk'}         | ${'x.example'}
  ${'sip:%2B12065550100@x.example'}                      | ${'+12065550100'} | ${'x.example'}
  ${'sip:lobby%252D7@x.example'}                         | ${'lobby%2D7'}    | ${'x.example'}
  ${'"Front \\"Desk\\"" <sip:desk@x.example>;tag=1'}     | ${'desk'}         | ${'x.example'}
  ${'"sip:door@x.example" <sip:desk@x.example>;tag=1'}   | ${'desk'}         | ${'x.example'}
  ${'Desk <sip:desk@x.example?Subject=hi>'}              | ${'desk'}         | ${'x.example'}
  ${'sip:@x.example'}                                    | ${''}             | ${'x.example'}
`('reads $text', ({ text, user, host }) => {
  expect(parseSipAddress(text)).toEqual({ user, host });
});

it.each([
  '',
  'desk',
  'client:desk',
  '+12065550100',
  'sip:x.example',
  'sip:%zz@x.example',
  'sip:a@b@x.example',
  'anonymous',
])('finds no user in "%s"', (text) => {
  expect(parseSipAddress(text)).toBeUndefined();
});
