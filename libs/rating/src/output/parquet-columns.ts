import type { ParquetWriter } from 'hyparquet-writer';

type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]['schema'][number];

/** What a cell of CSV is in Parquet. Text is every column that is not named otherwise. */
type Kind = 'text' | 'whole' | 'flag' | 'moment' | 'money' | 'exact';

/** The columns of `rated.csv` that are no text, and whether a cell may be empty, which is a null. */
const typed: Readonly<Record<string, { readonly kind: Kind; readonly mayBeEmpty?: true }>> = {
  position: { kind: 'whole' },
  started_at: { kind: 'moment' },
  billed_seconds: { kind: 'whole' },
  late: { kind: 'flag' },
  line: { kind: 'whole' },
  line_seconds: { kind: 'whole' },
  used_before_seconds: { kind: 'whole' },
  tier_begin_seconds: { kind: 'whole' },
  tier_end_seconds: { kind: 'whole', mayBeEmpty: true },
  price: { kind: 'money' },
  price_from: { kind: 'moment' },
  price_to: { kind: 'moment', mayBeEmpty: true },
  cost: { kind: 'money' },
  cost_exact: { kind: 'exact' },
};

/** A column of a Parquet file: how it is declared, and what stands there for a cell of CSV. */
export type ParquetColumn = {
  readonly name: string;
  readonly element: SchemaElement;
  /** Null for an empty cell, where one may be empty. @throws RangeError for a cell that is not of its kind */
  readonly valueOf: (cell: string) => string | bigint | boolean | Date | null;
};

/** The column of a heading. */
export const parquetColumn = (name: string): ParquetColumn => {
  const { kind, mayBeEmpty } = typed[name] ?? { kind: 'text' };
  const { declared, read } = kinds[kind];
  return {
    name,
    element: { name, repetition_type: mayBeEmpty ? 'OPTIONAL' : 'REQUIRED', ...declared },
    valueOf: (cell) => {
      if (mayBeEmpty && cell === '') return null;
      const value = read(cell);
      if (value === undefined)
        throw new RangeError(`Cannot write ${name} "${cell}": expected ${words[kind]}`);
      return value;
    },
  };
};

/** 38 digits are what readers take: https://parquet.apache.org/docs/file-format/types/logicaltypes/#decimal, DuckDB, Spark. */
const decimal = (scale: number) =>
  ({
    type: 'FIXED_LEN_BYTE_ARRAY',
    type_length: 16,
    converted_type: 'DECIMAL',
    logical_type: { type: 'DECIMAL', precision: 38, scale },
    precision: 38,
    scale,
  }) as const;

const kinds: Readonly<
  Record<
    Kind,
    {
      readonly declared: Omit<SchemaElement, 'name'>;
      readonly read: (cell: string) => string | bigint | boolean | Date | undefined;
    }
  >
> = {
  text: {
    declared: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
    read: (cell) => cell,
  },
  whole: {
    declared: { type: 'INT64' },
    read: (cell) => (/^\d{1,16}$/.test(cell) ? BigInt(cell) : undefined),
  },
  flag: {
    declared: { type: 'BOOLEAN' },
    read: (cell) => (cell === 'true' ? true : cell === 'false' ? false : undefined),
  },
  moment: {
    declared: {
      type: 'INT64',
      converted_type: 'TIMESTAMP_MILLIS',
      logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
    },
    read: (cell) => {
      const moment = new Date(cell);
      return Number.isNaN(moment.getTime()) ? undefined : moment;
    },
  },
  // As whole numbers from text to file: no float comes near them.
  money: {
    declared: decimal(10),
    read: (cell) => (/^\d{1,28}\.\d{10}$/.test(cell) ? BigInt(cell.replace('.', '')) : undefined),
  },
  exact: { declared: decimal(0), read: (cell) => (/^\d{1,38}$/.test(cell) ? BigInt(cell) : undefined) },
};

const words: Readonly<Record<Kind, string>> = {
  text: 'text',
  whole: 'a whole number',
  flag: 'true or false',
  moment: 'a moment such as 2020-01-31T00:00:00Z',
  money: 'a decimal with ten places',
  exact: 'a whole number of up to 38 digits',
};
