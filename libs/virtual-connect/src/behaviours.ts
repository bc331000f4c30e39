import type { ConnectBehaviours } from './connect-service';
import { connectContacts } from './operations/contacts';
import { connectFlows } from './operations/flows';
import { connectFunctions } from './operations/functions';
import { connectHours } from './operations/hours';
import { connectInstances } from './operations/instances';
import { connectModules } from './operations/modules';
import { connectNumbers } from './operations/numbers';
import { connectQueues } from './operations/queues';
import { connectTags } from './operations/tags';
import { connectTestCases } from './operations/test-cases';

/** Every operation that is simulated. To add one, write it in `operations/` and name its table here. */
export const connectBehaviours: ConnectBehaviours = {
  ...connectInstances,
  ...connectHours,
  ...connectQueues,
  ...connectFlows,
  ...connectModules,
  ...connectFunctions,
  ...connectNumbers,
  ...connectTags,
  ...connectContacts,
  ...connectTestCases,
};
