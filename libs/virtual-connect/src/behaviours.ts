import type { ConnectBehaviours } from './connect-service';
import { contacts } from './operations/contacts';
import { flows } from './operations/flows';
import { functions } from './operations/functions';
import { hours } from './operations/hours';
import { instances } from './operations/instances';
import { modules } from './operations/modules';
import { numbers } from './operations/numbers';
import { queues } from './operations/queues';
import { tags } from './operations/tags';
import { testCases } from './operations/test-cases';

/** Every operation that is simulated. To add one, write it in `operations/` and name its table here. */
export const connectBehaviours: ConnectBehaviours = {
  ...instances,
  ...hours,
  ...queues,
  ...flows,
  ...modules,
  ...functions,
  ...numbers,
  ...tags,
  ...contacts,
  ...testCases,
};
