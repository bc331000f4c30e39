import { readCliSettings } from './settings';

it.each`
  flag                         | environment                                           | settings
  ${undefined}                 | ${{}}                                                 | ${{ url: 'http://localhost:4100' }}
  ${undefined}                 | ${{ DIALPLANE_URL: '' }}                              | ${{ url: 'http://localhost:4100' }}
  ${undefined}                 | ${{ DIALPLANE_URL: 'https://api.example.com/live/' }} | ${{ url: 'https://api.example.com/live' }}
  ${'http://127.0.0.1:1'}      | ${{ DIALPLANE_URL: 'https://api.example.com' }}       | ${{ url: 'http://127.0.0.1:1' }}
  ${'https://api.example.com'} | ${{ DIALPLANE_TOKEN: 'secret' }}                      | ${{ url: 'https://api.example.com', token: 'secret' }}
  ${'http://localhost:4100'}   | ${{ DIALPLANE_TOKEN: 'secret' }}                      | ${{ url: 'http://localhost:4100', token: 'secret' }}
`('--url $flag with $environment', ({ flag, environment, settings }) => {
  expect(readCliSettings(flag, environment)).toEqual({ ok: true, value: settings });
});

it.each`
  url                                 | token         | says
  ${'localhost:4100'}                 | ${''}         | ${'Cannot use the URL "localhost:4100": expected a form such as http://localhost:4100'}
  ${'nonsense'}                       | ${''}         | ${'Cannot use the URL "nonsense": expected a form such as http://localhost:4100'}
  ${'https://api.example.com/?a=b'}   | ${''}         | ${'Cannot use the URL "https://api.example.com/?a=b": expected a form such as http://localhost:4100'}
  ${'https://ann:secret@example.com'} | ${''}         | ${'Cannot use a URL with a password at example.com: expected DIALPLANE_TOKEN'}
  ${'http://api.example.com'}         | ${'secret'}   | ${'Cannot send the token to "http://api.example.com" unencrypted: expected https'}
  ${'https://api.example.com'}        | ${'secret\n'} | ${'Cannot use DIALPLANE_TOKEN: expected a token on one line, without spaces'}
`('refuses $url', ({ url, token, says }) => {
  const settings = readCliSettings(url, { DIALPLANE_TOKEN: token });

  expect(settings).toEqual({ ok: false, error: { exit: 'usage', message: says } });
  expect(JSON.stringify(settings)).not.toContain('secret');
});
