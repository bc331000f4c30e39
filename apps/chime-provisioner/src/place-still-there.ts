import type { Result } from '@dialplane/basics';
import type { ProviderFailure, Routing } from '@dialplane/number-routing';
import type { NumberMarket } from './number-market';
import { insist, type TryWait, surely } from './patience';

/** Where a number came from, or nowhere if that is gone: a destroy must not fail for a connector that went first. */
export const placeStillThere = async (
  { market, pause }: { readonly market: NumberMarket; readonly pause: TryWait },
  origin: Routing,
): Promise<Routing> => {
  const ask = whetherItIs(market, origin);
  const what = 'look where a number came from';
  if (!ask || (await surely(pause, () => insist(pause, what, ask)))) return origin;
  return { kind: 'nothing', productType: 'VoiceConnector' };
};

const whetherItIs = (
  { hasConnector, hasConnectorGroup }: NumberMarket,
  origin: Routing,
): (() => Promise<Result<boolean, ProviderFailure>>) | undefined => {
  if (origin.kind === 'connector') return () => hasConnector(origin.connectorId);
  if (origin.kind === 'connector-group') return () => hasConnectorGroup(origin.groupId);
  return undefined;
};
