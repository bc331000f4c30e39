import { pager } from '@dialplane/virtual-aws';
import { badRequest } from './chime-error';

/** One page of a list, in the words of the service. */
export const chimePageOf = pager(badRequest);
