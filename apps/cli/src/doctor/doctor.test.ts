import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dialplane } from '../../testing/dialplane-under-test';
import { type Ask, checkMachine } from './check-machine';

const complete: Readonly<Record<string, string>> = {
  java: 'openjdk version "17.0.12" 2024-07-16',
  python3: 'Python 3.11.2 (main)',
  terraform: 'Terraform v1.11.4\non linux_amd64',
  git: 'git version 2.39.5',
  chromium: 'Chromium 142.0.7444.134 built on Debian',
};
const machineWith =
  (programs: Readonly<Record<string, string>>): Ask =>
  (program) =>
    programs[program];
const missingOn = (programs: Readonly<Record<string, string>>, environment = {}) =>
  checkMachine(machineWith(programs), environment).flatMap((it) =>
    'missing' in it ? [[it.name, it.missing]] : [],
  );

it('finds nothing missing on a complete machine', () => expect(missingOn(complete)).toEqual([]));

it.each`
  printed                                        | missing
  ${{ java: 'openjdk version "1.8.0_412"' }}     | ${[['Java', '1.8 is too old: install OpenJDK 17 or newer, such as the package openjdk-17-jre-headless']]}
  ${{ python3: 'Python 3.8.1' }}                 | ${[['Python', expect.stringContaining('3.8 is too old')]]}
  ${{ terraform: 'Terraform v1.5.7' }}           | ${[['Terraform', expect.stringContaining('1.5 is too old')]]}
  ${{ terraform: 'command not found' }}          | ${[['Terraform', expect.stringContaining('https://developer.hashicorp.com/')]]}
  ${{ java: 'openjdk version "21" 2023-09-19' }} | ${[]}
`('of a machine that prints $printed, names $missing as missing', ({ printed, missing }) =>
  expect(missingOn({ ...complete, ...printed })).toEqual(missing),
);

it.each`
  has                                             | environment                           | missing
  ${{ 'google-chrome': 'Google Chrome 142.0.1' }} | ${{}}                                 | ${0}
  ${{ '/opt/chromium': 'Chromium 142.0.1' }}      | ${{ CHROMIUM_PATH: '/opt/chromium' }} | ${0}
  ${{}}                                           | ${{}}                                 | ${1}
`('accepts any browser of the Chromium family: $has', ({ has, environment, missing }) => {
  const { chromium: _, ...others } = complete;
  expect(missingOn({ ...others, ...has }, environment)).toHaveLength(missing);
});

describe('of an account', () => {
  let server: Server;
  let answers: Readonly<Record<string, readonly [status: number, body: object]>>;
  beforeEach(async () => {
    process.env['AWS_ACCESS_KEY_ID'] = 'test';
    process.env['AWS_SECRET_ACCESS_KEY'] = 'test';
    server = createServer(({ url = '' }, response) => {
      const [status, body] = Object.entries(answers).find(([path]) => url.startsWith(path))?.[1] ?? [404, {}];
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  });
  afterEach(() => {
    delete process.env['AWS_ACCESS_KEY_ID'];
    delete process.env['AWS_SECRET_ACCESS_KEY'];
    server.close();
  });
  const doctor = () => {
    const { port } = server.address() as AddressInfo;
    return dialplane(['doctor', '--account', 'us-east-1'], { AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` });
  };
  const good = {
    '/sip-media-applications': [200, { SipMediaApplications: [{}, {}] }],
    '/instance': [200, { InstanceSummaryList: [] }],
    '/2016-08-19/account-settings': [200, { AccountLimit: { ConcurrentExecutions: 1000 } }],
  } as const;

  it('shows what it has', async () => {
    answers = good;
    const { exit, out } = await doctor();

    expect(exit).toBe(0);
    expect(out).toMatch(/SIP media applications +2 in us-east-1/);
    expect(out).toMatch(/Lambda concurrency +1000 executions, of which 900 can be reserved/);
  });

  it('says what a new account cannot do, and what to do instead', async () => {
    answers = {
      ...good,
      '/sip-media-applications': [200, { SipMediaApplications: [] }],
      '/2016-08-19/account-settings': [200, { AccountLimit: { ConcurrentExecutions: 10 } }],
    };
    const { exit, error } = await doctor();

    expect(exit).toBe(1);
    expect(error).toContain('2 of 3 prerequisites are missing:');
    expect(error).toContain(
      'use direct dialtone through Twilio instead (needed to forward calls on Amazon Chime)',
    );
    expect(error).toContain('the quota of 10 leaves none to reserve');
  });

  it('says what AWS refuses', async () => {
    answers = { ...good, '/instance': [403, { __type: 'AccessDeniedException', message: 'not authorized' }] };
    const { exit, error } = await doctor();

    expect(exit).toBe(1);
    expect(error).toMatch(/Amazon Connect: AWS refused or did not answer \(\w+: not authorized\)/);
  });
});
