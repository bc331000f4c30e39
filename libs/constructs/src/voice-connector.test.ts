import { emptyStack, resources } from '../testing';
import { VoiceConnector, type VoiceConnectorProps } from './voice-connector';

const stackWith = (more: Partial<VoiceConnectorProps> = {}) => {
  const stack = emptyStack();
  new VoiceConnector(stack, 'trunk', { region: 'us-west-2', ...more });
  return stack;
};

it('is a trunk in the given Region that requires encryption', () => {
  expect(resources(stackWith(), 'aws_chime_voice_connector')).toEqual([
    expect.objectContaining({
      name: 'calls-test-trunk',
      aws_region: 'us-west-2',
      require_encryption: true,
    }),
  ]);
});

it('sends calls nowhere without routes', () => {
  expect(resources(stackWith(), 'aws_chime_voice_connector_origination')).toEqual([]);
});

it('sends calls to hosts over TLS', () => {
  const routes = [{ host: '2001:db8::1' }, { host: '192.0.2.1', port: 5071, priority: 2, weight: 9 }];

  expect(resources(stackWith({ routes }), 'aws_chime_voice_connector_origination')).toEqual([
    expect.objectContaining({
      voice_connector_id: expect.stringMatching(/^\$\{aws_chime_voice_connector\.\w+\.id\}$/),
      route: [
        { host: '2001:db8::1', port: 5061, priority: 1, weight: 1, protocol: 'TCP' },
        { host: '192.0.2.1', port: 5071, priority: 2, weight: 9, protocol: 'TCP' },
      ],
    }),
  ]);
});

it('refuses a host that Terraform would refuse in the middle of a deployment', () => {
  expect(() => stackWith({ routes: [{ host: 'sip.example.com' }] })).toThrow(
    'Cannot send calls to "sip.example.com": expected an IP address, such as 192.0.2.1',
  );
});
