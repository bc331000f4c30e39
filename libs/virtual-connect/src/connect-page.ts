import { pager } from '@dialplane/virtual-aws';
import { invalid } from './connect-error';

/** One page of a list, in the words of the service. */
export const connectPageOf = pager(invalid);
