import { calls } from './operations/calls';
import { numberAssociations } from './operations/number-associations';
import { numberOrders } from './operations/number-orders';
import { numberSearch } from './operations/number-search';
import { phoneNumbers } from './operations/phone-numbers';
import { settings } from './operations/settings';
import { sipMediaApplications } from './operations/sip-media-applications';
import { sipRules } from './operations/sip-rules';
import { tags } from './operations/tags';
import { terminationCredentials } from './operations/termination-credentials';
import { voiceConnectorGroups } from './operations/voice-connector-groups';
import { voiceConnectorSettings } from './operations/voice-connector-settings';
import { voiceConnectors } from './operations/voice-connectors';
import type { ChimeBehaviours } from './service';

/** Every operation that is simulated. To add one, write it in `operations/` and name its table here. */
export const chimeBehaviours: ChimeBehaviours = {
  ...phoneNumbers,
  ...numberAssociations,
  ...numberOrders,
  ...numberSearch,
  ...sipMediaApplications,
  ...sipRules,
  ...calls,
  ...voiceConnectors,
  ...voiceConnectorSettings,
  ...terminationCredentials,
  ...voiceConnectorGroups,
  ...settings,
  ...tags,
};
