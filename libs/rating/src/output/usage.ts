import type { UsageScope } from '@dialplane/pricing';
import type { Column } from './csv';

/** Seconds rated, by account, line and month. The tiers of later windows in the month continue from them. */
export type UsedSeconds = UsageScope & { readonly seconds: bigint };

/** The columns of `usage.csv`. */
export const usageColumns = (runId: string): readonly Column<UsedSeconds>[] => [
  ['run_id', () => runId],
  ['account_id', ({ accountId }) => accountId],
  ['service_code', ({ serviceCode }) => serviceCode],
  ['usage_type', ({ usageType }) => usageType],
  ['period', ({ period }) => period],
  ['rated_seconds', ({ seconds }) => seconds],
];
