import type { NumberPorts } from './number-ports';
import { isSameSource } from './number-source';
import { isSameRouting, wantedRouting } from './provided-number';
import type { NumberRequest } from './request';

/** What Terraform reads before it plans. */
export type Revision = { readonly revision: string };

/**
 * Looks whether a number is as it is wanted. If so, the revision is that of the last accepted request, and Terraform plans no
 * change. If an update was lost or is not finished, it is a new one, and Terraform plans an update.
 */
export const readProvidedNumber = async (
  { provided, now }: NumberPorts,
  { name, source, onDestroy, ...request }: NumberRequest,
): Promise<Revision> => {
  const found = await provided.find(name);
  const asWanted =
    found?.status === 'ready' &&
    found.onDestroy === onDestroy &&
    isSameSource(found.source, source) &&
    isSameRouting(found.wanted, wantedRouting(request));
  return { revision: asWanted ? (found.revision ?? '') : new Date(now() * 1000).toISOString() };
};
