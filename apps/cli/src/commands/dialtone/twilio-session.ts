import { ok, type Result } from '@dialplane/basics';
import { type ProvisioningAccount, twilioAccount } from '@dialplane/dialtone-provisioning';
import { failed, type Failure } from '../../command-result';
import type { Session } from '../../session';
import { isThisMachine } from '../../settings';

/** The account and its credentials. The token is read only from the environment: flags are visible in process lists. */
export type TwilioKeys = { readonly accountSid: string; readonly authToken: string };

/** Reads the account's SID and token. */
export const twilioKeys = ({ environment }: Session): Result<TwilioKeys, Failure> => {
  const { TWILIO_ACCOUNT_SID: accountSid = '', TWILIO_AUTH_TOKEN: authToken = '' } = environment;
  if (!/^AC[0-9a-f]{32}$/i.test(accountSid))
    return failed(
      'usage',
      `Cannot use TWILIO_ACCOUNT_SID "${accountSid}": expected AC and 32 hexadecimal digits`,
    );
  if (authToken === '')
    return failed('not-allowed', "Cannot use Twilio: expected the account's token in TWILIO_AUTH_TOKEN");
  return ok({ accountSid, authToken });
};

/** The account at Twilio, or the simulated one at `DIALPLANE_TWILIO_URL`. */
export const openAccount = (session: Session): Result<ProvisioningAccount, Failure> => {
  const keys = twilioKeys(session);
  if (!keys.ok) return keys;
  const { DIALPLANE_TWILIO_URL: url } = session.environment;
  if (url && !(URL.canParse(url) && (url.startsWith('https:') || isThisMachine(url))))
    return failed(
      'usage',
      `Cannot send the token to DIALPLANE_TWILIO_URL "${url}": expected https, or this machine`,
    );
  return ok(twilioAccount({ ...keys.value, ...(url && { url: url.replace(/\/+$/, '') }) }, session.sleep));
};
