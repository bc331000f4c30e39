import { shownCaller } from './withheld';

it.each([
  'anonymous',
  'Restricted',
  '',
  '911',
  '+7378742833',
  '+266696687',
  '+2562533',
  '+8656696',
  '+86282452253',
])('takes "%s" for a withheld number', (from) => {
  expect(shownCaller(from)).toBeUndefined();
});

it('shows a number', () => {
  expect(shownCaller('+12065550100')).toBe('+12065550100');
});
