import { createTable, tableById } from '@dialplane/dynamodb-local';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { dialtoneIncoming } from '@dialplane/apps/dialtone-incoming';
import { dialtoneOutgoing } from '@dialplane/apps/dialtone-outgoing';
import { dialtoneStatus } from '@dialplane/apps/dialtone-status';
import { forwardingTwilio } from '@dialplane/apps/forwarding-twilio';
import type { EpochSeconds } from '@dialplane/basics';
import { dynamoCallLedger } from '@dialplane/dialtone';
import { someDialtone } from '@dialplane/dialtone/testing';
import { dynamoForwardLookup } from '@dialplane/forwarding';
import { secretKeys, signedEvent } from '@dialplane/twilio-voice/testing';
import { region } from '../iam-requests';
import { quiet } from './quiet';
import { withAnswers, type Recorder } from '../record-requests';

const token = 'a-token-for-tests';
const account = `AC${'0'.repeat(31)}1`;
const publicBaseUrl = 'https://voice.example.com';

/** Runs the scenarios of every app of direct dialtone on DynamoDB Local, and a Secrets Manager with one secret. */
export const dialtoneScenarios = async (recorder: Recorder, db: DynamoDBClient) => {
  const calls = await createTable(db, 'calls', tableById('credential'));
  const forwards = await createTable(db, 'forwards', tableById('number'));
  const secrets = recorder.watch(
    withAnswers(new SecretsManagerClient({ region }), () => ({
      SecretString: JSON.stringify({ accounts: { [account]: [token] } }),
    })),
  );
  const ports = () => ({
    publicBaseUrl,
    keys: secretKeys(secrets, 'webhook-keys'),
    dialtone: someDialtone,
    ledger: dynamoCallLedger(db, calls),
    now: () => 1_795_809_600 as EpochSeconds,
    log: quiet,
    count: () => {},
    guard: { patience: 10_000 }, // the machine may be busy
  });
  const webhook = (path: string, fields: Readonly<Record<string, string>>) =>
    signedEvent({
      url: publicBaseUrl + path,
      token,
      fields: {
        AccountSid: account,
        CallSid: 'CA1',
        From: 'sip:desk@phones.sip.twilio.com',
        To: 'sip:2065550199@phones.sip.twilio.com',
        ...fields,
      },
    });
  const send = async (
    app: string,
    handler: (event: ReturnType<typeof webhook>) => Promise<{ readonly statusCode: number }>,
    path: string,
    fields: Readonly<Record<string, string>> = {},
  ) => {
    const { statusCode } = await recorder.as(app, () => handler(webhook(path, fields)));
    if (statusCode !== 200) throw new Error(`Cannot record ${path}: it was answered with ${statusCode}`);
  };

  const outgoing = dialtoneOutgoing(ports());
  await send('dialtone-outgoing', outgoing, '/voice/outgoing');
  await send('dialtone-outgoing', outgoing, '/voice/outgoing', {
    To: 'sip:911@phones.sip.twilio.com',
    CallSid: 'CA2',
  });
  const urgent = dialtoneOutgoing(ports());
  await send('dialtone-urgent', urgent, '/voice/outgoing/fallback', { To: 'sip:911@phones.sip.twilio.com' });
  await send('dialtone-urgent', urgent, '/voice/again?number=911&user=desk', { DialCallStatus: 'failed' });
  await send('dialtone-status', dialtoneStatus(ports()), '/voice/after-dial', {
    DialCallStatus: 'completed',
    DialCallDuration: '60',
  });
  await send('dialtone-incoming', dialtoneIncoming(ports()), '/voice/incoming', {
    From: '+12065550199',
    To: '+12065550100',
  });
  const forwarding = forwardingTwilio({ ...ports(), find: dynamoForwardLookup(db, forwards), lookup: {} });
  await send('forwarding-twilio', forwarding, '/voice/forwarding', {
    From: '+12065550199',
    To: '+12065550100',
  });
};
