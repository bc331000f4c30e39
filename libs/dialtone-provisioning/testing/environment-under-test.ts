import {
  twilioAccount,
  type Environment,
  type PlaceAddress,
  reconcile,
  removeEnvironment,
  type ReconcileOptions,
} from '../src';
import { accountSid, testAuthToken, twilioUnderTest } from '@dialplane/virtual-twilio/testing';
import { twilioInProcess, type VirtualTwilioOptions } from '@dialplane/virtual-twilio';

export const officeAddress: PlaceAddress = {
  customerName: 'Example Ltd',
  street: '100 Main St',
  streetSecondary: 'Floor 2',
  city: 'Washington',
  region: 'DC',
  postalCode: '20001',
  country: 'US',
};

export const testEnvironment = (more: Partial<Environment> = {}): Environment => ({
  name: 'dev',
  domain: 'dialtone-dev.sip.twilio.com',
  webhooks: 'https://voice-dev.example.com',
  countries: ['US', 'CA'],
  addresses: { office: officeAddress },
  numbers: { '+12025550107': { address: 'office' } },
  phones: [
    { user: 'lobby-7', number: '+12025550107' },
    { user: 'office-8', number: '+12025550107' },
  ],
  ...more,
});

/** An account at a virtual Twilio with one number, and what a run of the reconciler says. Sleeping passes virtual time. */
export const provisioningUnderTest = (options: Partial<VirtualTwilioOptions> = {}) => {
  const { twilio, time, client } = twilioUnderTest({ numbers: ['+12025550107'], ...options });
  const sleep = (milliseconds: number) => time.run(time.now() + milliseconds);
  const account = twilioAccount(
    { accountSid, authToken: testAuthToken, httpClient: twilioInProcess(twilio) },
    sleep,
  );
  const run = async (how: (given: ReconcileOptions) => ReturnType<typeof reconcile>, wanted: Environment) => {
    const done: string[] = [];
    const passwords: string[] = [];
    const progress: string[] = [];
    const outcome = await how({
      account,
      environment: wanted,
      sleep,
      done: (change, password) => {
        done.push(change.kind);
        if (password !== undefined) passwords.push(password);
      },
      progress: (text) => void progress.push(text),
    });
    return { outcome, done, passwords, progress };
  };
  return {
    twilio,
    time,
    client,
    account,
    sleep,
    apply: (wanted = testEnvironment()) => run(reconcile, wanted),
    destroy: (wanted = testEnvironment(), releasesNumbers = false) =>
      run((given) => removeEnvironment(given, { releasesNumbers }), wanted),
  };
};
