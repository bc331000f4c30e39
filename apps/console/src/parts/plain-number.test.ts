import { plainNumber } from './plain-number';

it.each`
  typed                                                   | sent
  ${'+1 (206) 555-0142'}                                  | ${'+12065550142'}
  ${'(+44) 20.7946.0958 '}                                | ${'+442079460958'}
  ${'206 555-0142'}                                       | ${'2065550142'}
  ${'lobby-7'}                                            | ${'lobby-7'}
  ${'1001-2'}                                             | ${'1001-2'}
  ${' front.desk '}                                       | ${'front.desk'}
  ${'withheld'}                                           | ${'withheld'}
  ${'arn:aws:chime:us-east-1:111122223333:vc/abc-1-def2'} | ${'arn:aws:chime:us-east-1:111122223333:vc/abc-1-def2'}
  ${''}                                                   | ${''}
`('sends "$typed" as "$sent"', ({ typed, sent }) => expect(plainNumber(typed)).toBe(sent));
