import { callAndBridge } from './actions/call-and-bridge';
import { hangup } from './actions/hangup';
import { encodeResponse } from './encode-response';
import type { SmaResponse } from './sma-response';

const answer = (Actions: SmaResponse['Actions']): SmaResponse => ({
  SchemaVersion: '1.0',
  Actions,
  TransactionAttributes: {},
});

it('returns a valid response unchanged', () => {
  const right = answer([hangup({ sipResponseCode: 486 })]);

  expect(encodeResponse(right)).toBe(right);
});

it('lists every broken rule with its path and hint, without phone numbers', () => {
  const bridge = callAndBridge({
    callerIdNumber: '2065550100',
    phone: '+12065550111',
    callTimeoutSeconds: 121,
  });
  const send = () => encodeResponse(answer([hangup(), bridge]));

  expect(send).toThrow(
    new Error(
      'Cannot send the response: ' +
        'Actions.1.Parameters.CallTimeoutSeconds must be a whole number from 1 to 120; ' +
        'Actions.1.Parameters.CallerIdNumber must be an E.164 number ' +
        "(it must be one of the account's numbers or the caller's own; otherwise the call is rejected with 403)",
    ),
  );
});
