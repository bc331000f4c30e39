import { classify } from './number-class';

it.each`
  number                  | class             | because
  ${'911'}                | ${'emergency'}    | ${'it is an emergency number'}
  ${'+1911'}              | ${'emergency'}    | ${'it is an emergency number'}
  ${'+44999'}             | ${'emergency'}    | ${'it is an emergency number'}
  ${'211'}                | ${'service-code'} | ${'community services'}
  ${'411'}                | ${'service-code'} | ${'directory assistance'}
  ${'+1411'}              | ${'service-code'} | ${'directory assistance'}
  ${'988'}                | ${'service-code'} | ${'lifeline'}
  ${'+19005550123'}       | ${'premium'}      | ${'of its area code'}
  ${'9005550123'}         | ${'premium'}      | ${'of its area code'}
  ${'+15039760123'}       | ${'premium'}      | ${'of its exchange'}
  ${'+14169760123'}       | ${'premium'}      | ${'of its exchange'}
  ${'503-976-0123'}       | ${'premium'}      | ${'of its exchange'}
  ${'+449098790123'}      | ${'premium'}      | ${'British 09'}
  ${'+448451234567'}      | ${'premium'}      | ${'British 084: a service charge on top'}
  ${'+499001123456'}      | ${'premium'}      | ${'German 0900'}
  ${'+33899123456'}       | ${'premium'}      | ${'French 089'}
  ${'+611900123456'}      | ${'premium'}      | ${'Australian 1900'}
  ${'+81990123456'}       | ${'premium'}      | ${'Japanese 0990'}
  ${'+18005550123'}       | ${'toll-free'}    | ${'of its area code'}
  ${'+18335550123'}       | ${'toll-free'}    | ${'of its area code'}
  ${'+18009760123'}       | ${'toll-free'}    | ${'976 is an exchange like others after 800'}
  ${'+80012345678'}       | ${'toll-free'}    | ${'toll free from everywhere'}
  ${'+4918012345678'}     | ${'shared-cost'}  | ${'German 0180'}
  ${'+33810123456'}       | ${'shared-cost'}  | ${'French 081'}
  ${'+447012345678'}      | ${'shared-cost'}  | ${'a British personal number'}
  ${'+447640123456'}      | ${'shared-cost'}  | ${'a British pager'}
  ${'+15005550123'}       | ${'shared-cost'}  | ${'a North American personal number'}
  ${'+14155550123'}       | ${'ordinary'}     | ${'San Francisco'}
  ${'+19762345678'}       | ${'unknown'}      | ${'976 is no area code'}
  ${'+18769760123'}       | ${'ordinary'}     | ${'976 is an exchange like others in Jamaica'}
  ${'+18099760123'}       | ${'ordinary'}     | ${'976 is an exchange like others in the Dominican Republic'}
  ${'+442079460958'}      | ${'ordinary'}     | ${'London'}
  ${'+19114206969'}       | ${'unknown'}      | ${'911 is no area code'}
  ${'9114206969'}         | ${'unknown'}      | ${'911 is no area code'}
  ${'999'}                | ${'unknown'}      | ${'it is nothing in the United States'}
  ${'+12345'}             | ${'unknown'}      | ${'it is too short'}
  ${'+1'}                 | ${'unknown'}      | ${'a country code alone is no number'}
  ${'abcd'}               | ${'unknown'}      | ${'it has no digits'}
  ${'4420'}               | ${'unknown'}      | ${'it is too short'}
  ${'0000'}               | ${'unknown'}      | ${'it is too short'}
  ${'+52123456789012345'} | ${'unknown'}      | ${'it has 17 digits'}
  ${'#'}                  | ${'unknown'}      | ${'it has no digits'}
`('$number is $class: $because', ({ number, class: expected }) => {
  expect(classify(number)).toBe(expected);
});

it.each`
  number            | region  | class
  ${'999'}          | ${'GB'} | ${'emergency'}
  ${'211'}          | ${'GB'} | ${'unknown'}
  ${'+1211'}        | ${'GB'} | ${'service-code'}
  ${'0909 8790123'} | ${'GB'} | ${'premium'}
  ${'0900 1123456'} | ${'DE'} | ${'premium'}
  ${'411'}          | ${'CA'} | ${'service-code'}
  ${'211'}          | ${'BB'} | ${'emergency'}
`('$number dialled inside $region is $class', ({ number, region, class: expected }) => {
  expect(classify(number, region)).toBe(expected);
});
