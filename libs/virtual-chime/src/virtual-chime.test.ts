import type { AddressInfo } from 'node:net';
import {
  ChimeSDKVoiceClient,
  ListPhoneNumbersCommand,
  UpdatePhoneNumberCommand,
} from '@aws-sdk/client-chime-sdk-voice';
import { version as sdkVersion } from '@aws-sdk/client-chime-sdk-voice/package.json';
import { createAdaptorServer } from '@hono/node-server';
import type { ChimeFault } from './virtual-chime';
import { anApplication, aRule, chimeUnderTest, clientOf, dialIn, first } from '../testing/chime-under-test';
import { virtualChime } from './virtual-chime';

const ask = (method: string, path: string, body?: string) =>
  new Request(`http://chime.test${path}`, { method, ...(body !== undefined && { body }) });

describe('over HTTP', () => {
  it(`serves the SDK's client on a socket [real: @aws-sdk/client-chime-sdk-voice ${sdkVersion}]`, async () => {
    const { chime } = chimeUnderTest();
    const server = createAdaptorServer({ fetch: chime.fetch });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const client = new ChimeSDKVoiceClient({
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
      maxAttempts: 1,
    });

    try {
      const named = await client.send(new UpdatePhoneNumberCommand({ PhoneNumberId: first, Name: 'Desk' }));
      expect(named.PhoneNumber).toMatchObject({ Name: 'Desk', UpdatedTimestamp: expect.any(Date) });
      await expect(
        client.send(new UpdatePhoneNumberCommand({ PhoneNumberId: '+12065550199', Name: 'Desk' })),
      ).rejects.toMatchObject({
        name: 'NotFoundException',
        $metadata: { httpStatusCode: 404, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
      });
    } finally {
      client.destroy();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it('writes errors as REST-JSON does', async () => {
    const { chime } = chimeUnderTest();

    const response = await chime.fetch(ask('GET', '/phone-numbers/%2B12065550199'));

    expect(response.status).toBe(404);
    expect(response.headers.get('x-amzn-errortype')).toBe('NotFoundException');
    expect(await response.json()).toEqual({
      Code: 'NotFound',
      Message: 'Cannot find the phone number "+12065550199": expected one of the account\'s',
    });
  });

  it.each`
    method   | path                      | status | error                          | message
    ${'GET'} | ${'/smiles'}              | ${404} | ${'UnknownOperationException'} | ${'Cannot find an operation for GET /smiles'}
    ${'GET'} | ${'/voice-profiles/vp-1'} | ${501} | ${'NotImplementedException'}   | ${'Cannot do GetVoiceProfile: it is not simulated, so add it'}
  `('answers $status to $method $path', async ({ method, path, status, error, message }) => {
    const response = await chimeUnderTest().chime.fetch(ask(method, path));

    expect(response.status).toBe(status);
    expect(response.headers.get('x-amzn-errortype')).toBe(error);
    expect(await response.json()).toMatchObject({ Message: expect.stringContaining(message) });
  });

  it.each`
    body                                           | message
    ${'{'}                                         | ${'Cannot read the body of CreateSipRule: expected a JSON object'}
    ${'[]'}                                        | ${'Cannot read the body of CreateSipRule: expected a JSON object'}
    ${'null'}                                      | ${'Cannot read the body of CreateSipRule: expected a JSON object'}
    ${''}                                          | ${'Name must not be missing; TriggerType must not be missing'}
    ${'{"Name":7,"Disabled":"yes"}'}               | ${'Name must be text'}
    ${'{"Name":7,"Disabled":"yes"}'}               | ${'Disabled must be true or false'}
    ${'{"TargetApplications":{}}'}                 | ${'TargetApplications must be a list'}
    ${'{"TargetApplications":[7]}'}                | ${'TargetApplications.0 must be an object'}
    ${'{"TargetApplications":[null]}'}             | ${'TargetApplications.0 must be an object'}
    ${'{"TargetApplications":[{"Priority":1.5}]}'} | ${'TargetApplications.0.Priority must be a whole number'}
  `('says of the body $body: $message', async ({ body, message }) => {
    const response = await chimeUnderTest().chime.fetch(ask('POST', '/sip-rules', body));

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ Message: expect.stringContaining(message) });
  });
});

it.each`
  text       | encrypted
  ${'true'}  | ${true}
  ${'false'} | ${false}
`('accepts the boolean "$text" as text, as CloudFormation sends it', async ({ text, encrypted }) => {
  const chime = virtualChime({ region: 'us-east-1', accountId: '111122223333', now: () => 0 });
  const response = await chime.fetch(
    new Request('http://localhost/voice-connectors', {
      method: 'POST',
      body: JSON.stringify({ Name: 'office', RequireEncryption: text }),
    }),
  );

  expect(await response.json()).toMatchObject({ VoiceConnector: { RequireEncryption: encrypted } });
});

describe('a fault', () => {
  const rename = new UpdatePhoneNumberCommand({ PhoneNumberId: first, Name: 'Desk' });
  const faultyOnce = (when: string, fault: ChimeFault) => {
    let made = false;
    return (operation: string, now: string) => {
      if (made || operation !== 'UpdatePhoneNumber' || now !== when) return undefined;
      made = true;
      return fault;
    };
  };

  it.each`
    when        | fault                                    | seen                                    | done
    ${'before'} | ${{ error: 'ThrottledClientException' }} | ${{ name: 'ThrottledClientException' }} | ${undefined}
    ${'after'}  | ${{ error: 'ServiceFailureException' }}  | ${{ name: 'ServiceFailureException' }}  | ${'Desk'}
    ${'before'} | ${{ lost: true }}                        | ${{ code: 'ECONNRESET' }}               | ${undefined}
    ${'after'}  | ${{ lost: true }}                        | ${{ code: 'ECONNRESET' }}               | ${'Desk'}
  `('$fault $when an operation leaves it done: $done', async ({ when, fault, seen, done }) => {
    const { client } = chimeUnderTest({ fault: faultyOnce(when, fault) });

    await expect(client.send(rename)).rejects.toMatchObject(seen);

    const { PhoneNumbers } = await client.send(new ListPhoneNumbersCommand({}));
    expect(PhoneNumbers?.[0]?.Name).toBe(done);
    await expect(client.send(rename)).resolves.toMatchObject({ PhoneNumber: { Name: 'Desk' } });
  });
});

describe('the state', () => {
  it('goes on where it was saved', async () => {
    const { chime, client, clock } = chimeUnderTest({ delays: { release: 1000 } });
    await aRule(client, await anApplication(client));
    const saved = JSON.parse(JSON.stringify(chime.save()));

    const again = virtualChime({
      region: 'us-east-1',
      accountId: '111122223333',
      now: clock.now,
      numbers: [{ number: dialIn }, { number: '+12065550109' }],
      saved,
    });

    expect(again.routeOf(dialIn)).toEqual(chime.routeOf(dialIn));
    expect(again.routeOf('+12065550109')).toMatchObject({ kind: 'none' });
    const { PhoneNumbers } = await clientOf(again).send(new ListPhoneNumbersCommand({ Status: 'Assigned' }));
    expect(PhoneNumbers).toMatchObject([{ ProductType: 'SipMediaApplicationDialIn' }]);
  });

  it('that was saved does not change later', async () => {
    const { chime, client } = chimeUnderTest();
    const saved = chime.save();
    const before = JSON.stringify(saved);

    await client.send(new UpdatePhoneNumberCommand({ PhoneNumberId: first, Name: 'Desk' }));

    expect(JSON.stringify(saved)).toBe(before);
  });

  it('of another version is refused', () => {
    const { chime } = chimeUnderTest();
    const saved = { ...chime.save(), version: 2 as 1 };

    expect(() => chimeUnderTest({ saved })).toThrow(
      'Cannot restore an account of version "2": expected version 1',
    );
  });

  it('is told of when it changes, and only then', async () => {
    const changed = jest.fn();
    const { client } = chimeUnderTest({ changed });

    await client.send(new ListPhoneNumbersCommand({}));
    await client
      .send(new UpdatePhoneNumberCommand({ PhoneNumberId: 'none', Name: 'x' }))
      .catch(() => undefined);
    expect(changed).not.toHaveBeenCalled();
    await client.send(new UpdatePhoneNumberCommand({ PhoneNumberId: first, Name: 'x' }));
    expect(changed).toHaveBeenCalledTimes(1);
  });

  it.each(['12065550100', '+0123', 'desk'])('cannot start with the number %s', (number) => {
    expect(() => chimeUnderTest({ numbers: [{ number }] })).toThrow(
      `Cannot read "${number}" as a phone number`,
    );
  });

  it.each`
    number             | productType
    ${'+12065550100'}  | ${'VoiceConnector'}
    ${'+493023125000'} | ${'SipMediaApplicationDialIn'}
  `('starts with $number for $productType unless it is told', async ({ number, productType }) => {
    const { client } = chimeUnderTest({ numbers: [{ number }] });

    const { PhoneNumbers } = await client.send(new ListPhoneNumbersCommand({}));

    expect(PhoneNumbers).toMatchObject([{ ProductType: productType }]);
  });
});
