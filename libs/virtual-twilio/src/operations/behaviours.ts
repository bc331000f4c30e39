import { addresses } from './addresses';
import { calls } from './calls';
import { credentialLists, credentials } from './credential-lists';
import { domains } from './domains';
import type { TwilioBehaviour } from './input';
import { mappings } from './mappings';
import { others } from './others';
import { phoneNumbers } from './phone-numbers';

/** The implementation of each operation, by its name in Twilio's description. */
export const twilioBehaviours: Readonly<Record<string, TwilioBehaviour>> = {
  ...domains,
  ...credentialLists,
  ...credentials,
  ...mappings,
  ...phoneNumbers,
  ...addresses,
  ...calls,
  ...others,
};
