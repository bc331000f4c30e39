import type { SimulatedService } from '@dialplane/virtual-aws';
import { badRequest, ChimeError, type ErrorName } from './chime-error';
import { limitOf } from './chime-limits';
import { chimeOperations } from './chime-operations';

/** Amazon Chime SDK Voice's API. */
export const chimeVoice: SimulatedService<ErrorName> = {
  title: 'Amazon Chime SDK Voice',
  operations: chimeOperations,
  limitOf,
  invalidInput: badRequest,
  errorNamed: (name, message) => new ChimeError(name, message),
  source: 'libs/virtual-chime/src',
};
