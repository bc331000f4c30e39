import { chimeCalls } from './operations/calls';
import { chimeNumberAssociations } from './operations/number-associations';
import { chimeNumberOrders } from './operations/number-orders';
import { chimeNumberSearch } from './operations/number-search';
import { chimePhoneNumbers } from './operations/phone-numbers';
import { chimeSettings } from './operations/settings';
import { chimeApplications } from './operations/sip-media-applications';
import { chimeSipRules } from './operations/sip-rules';
import { chimeTags } from './operations/tags';
import { chimeTerminationCredentials } from './operations/termination-credentials';
import { chimeConnectorGroups } from './operations/voice-connector-groups';
import { chimeConnectorSettings } from './operations/voice-connector-settings';
import { chimeConnectors } from './operations/voice-connectors';
import type { ChimeBehaviours } from './service';

/** Every operation that is simulated. To add one, write it in `operations/` and name its table here. */
export const chimeBehaviours: ChimeBehaviours = {
  ...chimePhoneNumbers,
  ...chimeNumberAssociations,
  ...chimeNumberOrders,
  ...chimeNumberSearch,
  ...chimeApplications,
  ...chimeSipRules,
  ...chimeCalls,
  ...chimeConnectors,
  ...chimeConnectorSettings,
  ...chimeTerminationCredentials,
  ...chimeConnectorGroups,
  ...chimeSettings,
  ...chimeTags,
};
