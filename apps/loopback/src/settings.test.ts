import { settings } from './settings';

it('listens on 4100 and keeps data in .loopback, unless told otherwise', () => {
  expect(settings({})).toEqual({ port: 4100, folder: '.loopback' });
  expect(settings({ LOOPBACK_PORT: '0', LOOPBACK_FOLDER: '/data' })).toEqual({ port: 0, folder: '/data' });
});

it.each(['abc', '-1', '65536', '1.5', ' '])(
  'refuses the port "%s", and says what would be right',
  (LOOPBACK_PORT) => {
    expect(() => settings({ LOOPBACK_PORT })).toThrow('expected a whole number from 0 to 65535');
  },
);
