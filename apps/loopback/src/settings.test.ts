import { flagSettings, settings } from './settings';

it('listens on 4100 and keeps data in .loopback, unless told otherwise', () => {
  expect(settings({})).toEqual({
    port: 4100,
    folder: '.loopback',
    origins: [],
    isEphemeral: false,
    hasDemoData: true,
  });
  expect(
    settings({ LOOPBACK_PORT: '0', LOOPBACK_FOLDER: '/data', LOOPBACK_ORIGINS: 'http://a:1, https://b' }),
  ).toMatchObject({ port: 0, folder: '/data', origins: ['http://a:1', 'https://b'] });
});

it.each(['abc', '-1', '65536', '1.5', ' '])(
  'refuses the port "%s", and says what would be right',
  (LOOPBACK_PORT) => {
    expect(() => settings({ LOOPBACK_PORT })).toThrow('expected a whole number from 0 to 65535');
  },
);

it.each(['*', 'localhost:3000', 'http://a/path', 'http://a,'])(
  'refuses the origins "%s", and says what would be right',
  (LOOPBACK_ORIGINS) => {
    expect(() => settings({ LOOPBACK_ORIGINS })).toThrow('expected origins such as http://localhost:3000');
  },
);

it('reads flags as the variables that they set, and refuses others', () => {
  expect(settings(flagSettings(['--ephemeral', '--no-demo-data']))).toMatchObject({
    isEphemeral: true,
    hasDemoData: false,
  });
  expect(() => flagSettings(['--fast'])).toThrow(
    'Cannot use the flag "--fast": expected --ephemeral or --no-demo-data',
  );
});
