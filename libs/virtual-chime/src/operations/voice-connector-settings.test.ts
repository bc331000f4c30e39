import type * as sdk from '@aws-sdk/client-chime-sdk-voice';
import { aConnector, chimeUnderTest } from '../../testing/chime-under-test';

const setUp = async () => {
  const { chime, client } = chimeUnderTest();
  return { chime, client, VoiceConnectorId: await aConnector(client) };
};

const route = { Host: '192.0.2.1', Protocol: 'UDP' as const, Priority: 1, Weight: 5 };

type Chime = sdk.ChimeSDKVoice;

describe.each([
  {
    what: 'origination',
    put: (chime: Chime, VoiceConnectorId: string): Promise<object> =>
      chime.putVoiceConnectorOrigination({ VoiceConnectorId, Origination: { Routes: [route] } }),
    get: (chime: Chime, VoiceConnectorId: string): Promise<object> =>
      chime.getVoiceConnectorOrigination({ VoiceConnectorId }),
    remove: (chime: Chime, VoiceConnectorId: string) =>
      chime.deleteVoiceConnectorOrigination({ VoiceConnectorId }),
    seen: { Origination: { Routes: [{ ...route, Port: 5060 }] } },
  },
  {
    what: 'termination',
    put: (chime: Chime, VoiceConnectorId: string): Promise<object> =>
      chime.putVoiceConnectorTermination({
        VoiceConnectorId,
        Termination: { CallingRegions: ['US'], CidrAllowedList: ['192.0.2.0/27'] },
      }),
    get: (chime: Chime, VoiceConnectorId: string): Promise<object> =>
      chime.getVoiceConnectorTermination({ VoiceConnectorId }),
    remove: (chime: Chime, VoiceConnectorId: string) =>
      chime.deleteVoiceConnectorTermination({ VoiceConnectorId }),
    seen: { Termination: { CpsLimit: 1, CallingRegions: ['US'], CidrAllowedList: ['192.0.2.0/27'] } },
  },
  {
    what: 'streaming configuration',
    put: (chime: Chime, VoiceConnectorId: string): Promise<object> =>
      chime.putVoiceConnectorStreamingConfiguration({
        VoiceConnectorId,
        StreamingConfiguration: { DataRetentionInHours: 7, Disabled: false },
      }),
    get: (chime: Chime, VoiceConnectorId: string): Promise<object> =>
      chime.getVoiceConnectorStreamingConfiguration({ VoiceConnectorId }),
    remove: (chime: Chime, VoiceConnectorId: string) =>
      chime.deleteVoiceConnectorStreamingConfiguration({ VoiceConnectorId }),
    seen: { StreamingConfiguration: { DataRetentionInHours: 7, Disabled: false } },
  },
  {
    what: 'emergency calling configuration',
    put: (chime: Chime, VoiceConnectorId: string): Promise<object> =>
      chime.putVoiceConnectorEmergencyCallingConfiguration({
        VoiceConnectorId,
        EmergencyCallingConfiguration: {
          DNIS: [{ EmergencyPhoneNumber: '+12065550142', CallingCountry: 'US' }],
        },
      }),
    get: (chime: Chime, VoiceConnectorId: string): Promise<object> =>
      chime.getVoiceConnectorEmergencyCallingConfiguration({ VoiceConnectorId }),
    remove: (chime: Chime, VoiceConnectorId: string) =>
      chime.deleteVoiceConnectorEmergencyCallingConfiguration({ VoiceConnectorId }),
    seen: { EmergencyCallingConfiguration: { DNIS: [{ EmergencyPhoneNumber: '+12065550142' }] } },
  },
])('the $what of a Voice Connector', ({ what, put, get, remove, seen }) => {
  it('is not there until it is set, and not when it is deleted', async () => {
    const { client, VoiceConnectorId } = await setUp();
    const missing = {
      name: 'NotFoundException',
      message: `Cannot find the ${what} of the Voice Connector "${VoiceConnectorId}": it has not been set`,
    };

    await expect(get(client, VoiceConnectorId)).rejects.toMatchObject(missing);
    await expect(put(client, VoiceConnectorId)).resolves.toMatchObject(seen);
    await expect(get(client, VoiceConnectorId)).resolves.toMatchObject(seen);
    await remove(client, VoiceConnectorId);
    await expect(get(client, VoiceConnectorId)).rejects.toMatchObject(missing);
  });

  it('can be deleted twice', async () => {
    const { client, VoiceConnectorId } = await setUp();
    await remove(client, VoiceConnectorId);

    await expect(remove(client, VoiceConnectorId)).resolves.toMatchObject({
      $metadata: { httpStatusCode: 204 },
    });
  });
});

describe('the logs of a Voice Connector', () => {
  it('are off until they are set', async () => {
    const { client, VoiceConnectorId } = await setUp();
    const look = async () =>
      (await client.getVoiceConnectorLoggingConfiguration({ VoiceConnectorId })).LoggingConfiguration;

    expect(await look()).toEqual({ EnableSIPLogs: false, EnableMediaMetricLogs: false });
    await client.putVoiceConnectorLoggingConfiguration({
      VoiceConnectorId,
      LoggingConfiguration: { EnableSIPLogs: true },
    });
    expect(await look()).toEqual({ EnableSIPLogs: true, EnableMediaMetricLogs: false });
  });
});

describe('the origination of a Voice Connector is refused', () => {
  it.each`
    because                  | origination
    ${'it says nothing'}     | ${{}}
    ${'it has no route'}     | ${{ Routes: [] }}
    ${'it has 21 routes'}    | ${{ Routes: Array(21).fill(route) }}
    ${'it is not over SCTP'} | ${{ Routes: [{ ...route, Protocol: 'SCTP' }] }}
    ${'a port is 65536'}     | ${{ Routes: [{ ...route, Port: 65_536 }] }}
    ${'a weight is 101'}     | ${{ Routes: [{ ...route, Weight: 101 }] }}
    ${'a priority is 0'}     | ${{ Routes: [{ ...route, Priority: 0 }] }}
    ${'it is no structure'}  | ${[]}
  `('because $because', async ({ origination }) => {
    const { client, VoiceConnectorId } = await setUp();

    await expect(
      client.putVoiceConnectorOrigination({ VoiceConnectorId, Origination: origination }),
    ).rejects.toMatchObject({ name: 'BadRequestException' });
  });
});

describe('calls to the telephone network', () => {
  it.each`
    block               | allowed
    ${'192.0.2.1/32'}   | ${true}
    ${'192.0.2.0/27'}   | ${true}
    ${'192.0.2.0/26'}   | ${false}
    ${'192.0.2.256/32'} | ${false}
    ${'192.0.2.1'}      | ${false}
    ${'2001:db8::/32'}  | ${false}
  `('come from $block: $allowed', async ({ block, allowed }) => {
    const { client, VoiceConnectorId } = await setUp();
    const put = client.putVoiceConnectorTermination({
      VoiceConnectorId,
      Termination: { CallingRegions: ['US'], CidrAllowedList: [block] },
    });

    await expect(
      put.then(
        () => true,
        (error: Error) => error.name,
      ),
    ).resolves.toBe(allowed || 'BadRequestException');
  });

  it('come with credentials, whose passwords are not kept', async () => {
    const { chime, client, VoiceConnectorId } = await setUp();
    const list = async () =>
      (await client.listVoiceConnectorTerminationCredentials({ VoiceConnectorId })).Usernames;
    const put = (Username: string, Password?: string) =>
      client.putVoiceConnectorTerminationCredentials({
        VoiceConnectorId,
        Credentials: [{ Username, ...(Password && { Password }) }],
      });

    await put('pbx', 'secret-one');
    await put('door', 'secret-two');
    await put('pbx', 'secret-three');
    expect(await list()).toEqual(['pbx', 'door']);
    expect(JSON.stringify(chime.save())).not.toContain('secret');
    await client.deleteVoiceConnectorTerminationCredentials({ VoiceConnectorId, Usernames: ['pbx'] });
    expect(await list()).toEqual(['door']);
    await expect(put('no password')).rejects.toMatchObject({ name: 'BadRequestException' });
  });

  it('have an unknown health, but only if they are set up', async () => {
    const { client, VoiceConnectorId } = await setUp();
    const look = () => client.getVoiceConnectorTerminationHealth({ VoiceConnectorId });

    await expect(look()).rejects.toMatchObject({ name: 'NotFoundException' });
    await client.putVoiceConnectorTermination({ VoiceConnectorId, Termination: { Disabled: true } });
    await expect(look()).resolves.toMatchObject({ TerminationHealth: {} });
  });
});
