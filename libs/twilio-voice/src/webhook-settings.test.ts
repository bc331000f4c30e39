import { parsePublicBaseUrl, parseWebhookKeys } from './webhook-settings';

const account = `AC${'0'.repeat(31)}1`;

it('reads one token, or two while it is rotated, and shared keys', () => {
  expect(
    parseWebhookKeys(JSON.stringify({ accounts: { [account]: ['a', 'b'] }, sharedKeys: { k: 's' } })),
  ).toEqual({
    ok: true,
    value: { accounts: { [account]: ['a', 'b'] }, sharedKeys: { k: 's' } },
  });
});

it.each([
  '',
  'x',
  '{}',
  '{"accounts":{}}',
  `{"accounts":{"${account}":""}}`,
  `{"accounts":{"${account}":[]}}`,
  '{"accounts":{"me":"t"}}',
  `{"accounts":{"${account}":"t"},"sharedKeys":{"k":1}}`,
])('refuses %s', (text) => {
  expect(parseWebhookKeys(text).ok).toBe(false);
});

it.each`
  text                            | is
  ${'https://voice.example.com'}  | ${'https://voice.example.com'}
  ${'https://voice.example.com/'} | ${'https://voice.example.com'}
  ${'https://example.com/tel/'}   | ${'https://example.com/tel'}
  ${'http://voice.example.com'}   | ${undefined}
  ${'voice.example.com'}          | ${undefined}
  ${'https://me@example.com'}     | ${undefined}
  ${'https://example.com?a=1'}    | ${undefined}
`('"$text" is the base URL $is', ({ text, is }) => {
  const read = parsePublicBaseUrl(text);
  expect(read.ok ? read.value : undefined).toBe(is);
});
