import type { Result } from '@dialplane/basics';
import type { ProviderFailure, Routing } from '@dialplane/number-routing';
import type { NumberMarket } from './number-market';
import { retry, type WaitIfTime, confirmAbsence } from './retry';

/** The origin of a number, or nothing if it no longer exists: a destroy must not fail because a connector was deleted first. */
export const existingOrigin = async (
  { market, wait }: { readonly market: NumberMarket; readonly wait: WaitIfTime },
  origin: Routing,
): Promise<Routing> => {
  const exists = existenceOf(market, origin);
  const what = 'look up the origin of a number';
  if (!exists || (await confirmAbsence(wait, () => retry(wait, what, exists)))) return origin;
  return { kind: 'nothing', productType: 'VoiceConnector' };
};

const existenceOf = (
  { hasConnector, hasConnectorGroup }: NumberMarket,
  origin: Routing,
): (() => Promise<Result<boolean, ProviderFailure>>) | undefined => {
  if (origin.kind === 'connector') return () => hasConnector(origin.connectorId);
  if (origin.kind === 'connector-group') return () => hasConnectorGroup(origin.groupId);
  return undefined;
};
