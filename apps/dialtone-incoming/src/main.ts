import { embeddedMetrics, jsonLogger } from '@dialplane/lambda-runtime';
import { keysFrom } from '@dialplane/twilio-voice';
import { dialtoneIncoming } from './dialtone-incoming';
import { settings } from './settings';

const { PUBLIC_BASE_URL, WEBHOOK_SECRET, WEBHOOK_KEYS, DIALTONE_FILE } = settings();

/** The Lambda's handler: webhooks of Twilio, through an HTTP API. */
export const handler = dialtoneIncoming({
  publicBaseUrl: PUBLIC_BASE_URL,
  keys: keysFrom({ WEBHOOK_SECRET, WEBHOOK_KEYS }),
  dialtone: DIALTONE_FILE,
  log: jsonLogger(),
  count: embeddedMetrics(),
});
