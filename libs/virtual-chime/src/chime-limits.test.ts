import { limitOf } from './chime-limits';

it.each`
  structure                               | member                            | good                                                       | bad
  ${'CreateSipRuleRequest'}               | ${'Name'}                         | ${'x'.repeat(256)}                                         | ${'x'.repeat(257)}
  ${'CreateSipRuleRequest'}               | ${'Name'}                         | ${'Main line_1.2-3'}                                       | ${'main+line'}
  ${'CreatePhoneNumberOrderRequest'}      | ${'Name'}                         | ${''}                                                      | ${' desk'}
  ${'UpdatePhoneNumberRequest'}           | ${'Name'}                         | ${'x'.repeat(256)}                                         | ${'x'.repeat(257)}
  ${'UpdatePhoneNumberRequest'}           | ${'CallingName'}                  | ${'ab'}                                                    | ${'a'}
  ${'UpdatePhoneNumberRequest'}           | ${'PhoneNumberId'}                | ${'+1'}                                                    | ${' '}
  ${'any'}                                | ${'ToPhoneNumber'}                | ${'+123456789012345'}                                      | ${'+1234567890123456'}
  ${'any'}                                | ${'ToPhoneNumber'}                | ${'12065550142'}                                           | ${'+02065550142'}
  ${'any'}                                | ${'E164PhoneNumbers'}             | ${['+12065550142']}                                        | ${['+12065550142', 'desk']}
  ${'any'}                                | ${'MaxResults'}                   | ${100}                                                     | ${101}
  ${'SearchAvailablePhoneNumbersRequest'} | ${'MaxResults'}                   | ${500}                                                     | ${501}
  ${'any'}                                | ${'Port'}                         | ${0}                                                       | ${-1}
  ${'any'}                                | ${'CpsLimit'}                     | ${1}                                                       | ${0}
  ${'any'}                                | ${'TollFreePrefix'}               | ${'800'}                                                   | ${'811'}
  ${'any'}                                | ${'CallingRegions'}               | ${['US', 'CA']}                                            | ${['US', 'usa']}
  ${'any'}                                | ${'StreamingNotificationTargets'} | ${[1, 2, 3]}                                               | ${[1, 2, 3, 4]}
  ${'any'}                                | ${'ResourceARN'}                  | ${'arn:aws:chime:x'}                                       | ${'arn:aws:chime: x'}
  ${'any'}                                | ${'LambdaArn'}                    | ${'arn:aws:lambda:us-east-1:111122223333:function:f:live'} | ${'arn:aws:lambda:us-east-1:111122223333:layer:f'}
  ${'Tag'}                                | ${'Value'}                        | ${''}                                                      | ${'x'.repeat(257)}
`('$structure.$member may be $good and not $bad', ({ structure, member, good, bad }) => {
  const limit = limitOf(structure, member);

  expect(limit?.allows(good)).toBe(true);
  expect(limit?.allows(bad)).toBe(false);
});

it('has no limit for what the reference does not limit', () => {
  expect(limitOf('VoiceConnectorSettings', 'CdrBucket')).toBeUndefined();
});
