import { systemClock } from '@dialplane/basics';
import type { CallLedger, Dialtone, LedgerPorts } from '@dialplane/dialtone';
import { type CountMetric, embeddedMetrics, jsonLogger, type Logger } from '@dialplane/lambda-runtime';
import { keysFrom, type WebhookPorts } from '@dialplane/twilio-voice';
import { countingDialtoneSettings, dialtoneSettings } from './dialtone-settings';

/** What every app of the dialtone needs from the outside. */
export type DialtonePorts = WebhookPorts & {
  readonly dialtone: Dialtone;
  readonly log: Logger;
  readonly count: CountMetric;
};

/** The same for an app that counts calls. */
export type CountingDialtonePorts = DialtonePorts & LedgerPorts;

const portsFrom = ({
  PUBLIC_BASE_URL,
  DIALTONE_FILE,
  ...keys
}: ReturnType<typeof dialtoneSettings>): DialtonePorts => ({
  publicBaseUrl: PUBLIC_BASE_URL,
  keys: keysFrom(keys),
  dialtone: DIALTONE_FILE,
  log: jsonLogger(),
  count: embeddedMetrics(),
});

/** The ports of a Lambda function that counts no calls. @throws if a setting is missing or wrong */
export const dialtonePorts = (): DialtonePorts => portsFrom(dialtoneSettings());

/** The ports of a Lambda function that counts calls. @throws if a setting is missing or wrong */
export const countingDialtonePorts = (ledgerIn: (table: string) => CallLedger): CountingDialtonePorts => {
  const { CALLS_TABLE, ...settings } = countingDialtoneSettings();
  return { ...portsFrom(settings), ledger: ledgerIn(CALLS_TABLE), now: systemClock };
};
