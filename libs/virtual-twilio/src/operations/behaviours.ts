import { twilioAddresses } from './addresses';
import { twilioCalls } from './calls';
import { twilioCredentialLists, twilioCredentials } from './credential-lists';
import { twilioDomains } from './domains';
import type { TwilioBehaviour } from './input';
import { twilioMappings } from './mappings';
import { otherTwilioOperations } from './others';
import { twilioPhoneNumbers } from './phone-numbers';

/** The implementation of each operation, by its name in Twilio's description. */
export const twilioBehaviours: Readonly<Record<string, TwilioBehaviour>> = {
  ...twilioDomains,
  ...twilioCredentialLists,
  ...twilioCredentials,
  ...twilioMappings,
  ...twilioPhoneNumbers,
  ...twilioAddresses,
  ...twilioCalls,
  ...otherTwilioOperations,
};
