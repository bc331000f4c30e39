import { whatHappensTo } from './what-happens-to-a-call';

it('shows what becomes of some numbers', async () => {
  expect(await whatHappensTo('(206) 555-0123', '416 555 0123', '2069760123', '9-911')).toEqual([
    'domestic: admitted',
    'international: concurrent-calls',
    'refused: premium',
    'emergency: 911',
  ]);
});
