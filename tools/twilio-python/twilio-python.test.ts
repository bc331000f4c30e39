import { createAdaptorServer } from '@hono/node-server';
import { accountSid, testAuthToken, twilioUnderTest } from '@dialplane/virtual-twilio/testing';
import { execFile } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { madeEnvironment } from '../local-aws/python-environment';
import { twilioPython, twilioPythonFolder } from './twilio-python';

const environment = madeEnvironment(twilioPythonFolder, twilioPython);

if (environment.ok)
  it("takes Twilio's SDK for Python, unmodified [real: twilio 9.13.0]", async () => {
    const { twilio } = twilioUnderTest({ numbers: ['+12025550101', '+12025550102', '+12025550103'] });
    const server = createAdaptorServer({ fetch: twilio.fetch });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const python = join(environment.value.folder, 'bin/python');
      const { stdout } = await promisify(execFile)(python, [
        join(__dirname, 'client.py'),
        url,
        accountSid,
        testAuthToken,
      ]);

      expect(JSON.parse(stdout)).toEqual({
        auth_type: 'CREDENTIAL_LIST',
        created: '2026-11-30T09:00:00+00:00',
        numbers: 3,
        countries: ['US', 'CA'],
        refused: [400, 21232],
      });
    } finally {
      server.close();
    }
  }, 60_000);
else describe.skip(`the Python SDK of Twilio, skipped: ${environment.error}`, () => it.todo('works'));
