/** What a cell holds. In Parquet each has a type of its own; in CSV all are text. */
export type ColumnType = 'text' | 'whole' | 'flag' | 'moment' | 'money' | 'exact';

/** A column of `rated.csv`. */
export type ColumnDefinition = {
  readonly name: string;
  readonly type: ColumnType;
  /** Whether a cell may be empty. Text may always be. */
  readonly mayBeEmpty?: true;
};

/**
 * The columns of `rated.csv`, in their order. Both engines, the Parquet file and the catalogue's table take them from here; what each
 * means is in the README of libs/rating. New columns go last: people read files by position.
 */
export const ratedColumnDefinitions = [
  { name: 'run_id', type: 'text' },
  { name: 'source_key', type: 'text' },
  { name: 'position', type: 'whole' },
  { name: 'kind', type: 'text' },
  { name: 'account_id', type: 'text' },
  { name: 'transaction_id', type: 'text' },
  { name: 'call_id', type: 'text' },
  { name: 'connector_or_application', type: 'text' },
  { name: 'direction', type: 'text' },
  { name: 'source_number', type: 'text' },
  { name: 'destination_number', type: 'text' },
  { name: 'source_country', type: 'text' },
  { name: 'destination_country', type: 'text' },
  { name: 'started_at', type: 'moment' },
  { name: 'billed_seconds', type: 'whole' },
  { name: 'late', type: 'flag' },
  { name: 'service_code', type: 'text' },
  { name: 'usage_type', type: 'text' },
  { name: 'line', type: 'whole' },
  { name: 'line_seconds', type: 'whole' },
  { name: 'used_before_seconds', type: 'whole' },
  { name: 'tier_begin_seconds', type: 'whole' },
  { name: 'tier_end_seconds', type: 'whole', mayBeEmpty: true },
  { name: 'price', type: 'money' },
  { name: 'unit', type: 'text' },
  { name: 'currency', type: 'text' },
  { name: 'price_version', type: 'text' },
  { name: 'sku', type: 'text' },
  { name: 'rate_code', type: 'text' },
  { name: 'price_from', type: 'moment' },
  { name: 'price_to', type: 'moment', mayBeEmpty: true },
  { name: 'cost', type: 'money' },
  { name: 'cost_exact', type: 'exact' },
  { name: 'rounding', type: 'text' },
] as const satisfies readonly ColumnDefinition[];

/** The name of a column of `rated.csv`. */
export type RatedColumn = (typeof ratedColumnDefinitions)[number]['name'];

/** The names of all columns, in their order. */
export const ratedColumnNames: readonly RatedColumn[] = ratedColumnDefinitions.map(({ name }) => name);
