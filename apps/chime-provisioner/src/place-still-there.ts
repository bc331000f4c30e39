import type { Result } from '@dialplane/basics';
import type { Setback, Wiring } from '@dialplane/number-wiring';
import type { NumberMarket } from './number-market';
import { insist, type Pause, surely } from './patience';

/** Where a number came from, or nowhere if that is gone: a destroy must not fail for a connector that went first. */
export const placeStillThere = async (
  { market, pause }: { readonly market: NumberMarket; readonly pause: Pause },
  origin: Wiring,
): Promise<Wiring> => {
  const ask = whetherItIs(market, origin);
  const what = 'look where a number came from';
  if (!ask || (await surely(pause, () => insist(pause, what, ask)))) return origin;
  return { kind: 'nothing', productType: 'VoiceConnector' };
};

const whetherItIs = (
  { hasConnector, hasConnectorGroup }: NumberMarket,
  origin: Wiring,
): (() => Promise<Result<boolean, Setback>>) | undefined => {
  if (origin.kind === 'connector') return () => hasConnector(origin.connectorId);
  if (origin.kind === 'connector-group') return () => hasConnectorGroup(origin.groupId);
  return undefined;
};
