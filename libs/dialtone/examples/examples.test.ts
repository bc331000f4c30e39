import { whatBecomesOf } from './what-becomes-of-a-call';

it('shows what becomes of some numbers', async () => {
  expect(await whatBecomesOf('(206) 555-0123', '416 555 0123', '2069760123', '9-911')).toEqual([
    'domestic: admitted',
    'international: concurrent-calls',
    'refused: premium',
    'emergency: 911',
  ]);
});
