import {
  type ColumnDefinition,
  type ColumnType,
  ratedColumnDefinitions,
} from '@dialplane/rating-definitions';
import type { ParquetWriter } from 'hyparquet-writer';

type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]['schema'][number];

const definitions: ReadonlyMap<string, ColumnDefinition> = new Map(
  ratedColumnDefinitions.map((column) => [column.name, column]),
);

/** A column of a Parquet file: its declaration, and how a cell of CSV becomes its value. */
export type ParquetColumn = {
  readonly name: string;
  readonly element: SchemaElement;
  /** Null for an empty cell, if the column allows it. @throws RangeError for a cell that does not fit the column's type */
  readonly valueOf: (cell: string) => string | bigint | boolean | Date | null;
};

/** The Parquet column for a heading. */
export const parquetColumn = (name: string): ParquetColumn => {
  const { type, mayBeEmpty }: Omit<ColumnDefinition, 'name'> = definitions.get(name) ?? { type: 'text' };
  const { declared, read } = types[type];
  return {
    name,
    element: { name, repetition_type: mayBeEmpty ? 'OPTIONAL' : 'REQUIRED', ...declared },
    valueOf: (cell) => {
      if (mayBeEmpty && cell === '') return null;
      const value = read(cell);
      if (value === undefined)
        throw new RangeError(`Cannot write ${name} "${cell}": expected ${words[type]}`);
      return value;
    },
  };
};

/** Readers support up to 38 digits: https://parquet.apache.org/docs/file-format/types/logicaltypes/#decimal, DuckDB, Spark. */
const decimal = (scale: number) =>
  ({
    type: 'FIXED_LEN_BYTE_ARRAY',
    type_length: 16,
    converted_type: 'DECIMAL',
    logical_type: { type: 'DECIMAL', precision: 38, scale },
    precision: 38,
    scale,
  }) as const;

const types: Readonly<
  Record<
    ColumnType,
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
  // Converted from text as integers, never through floating-point numbers.
  money: {
    declared: decimal(10),
    read: (cell) => (/^\d{1,28}\.\d{10}$/.test(cell) ? BigInt(cell.replace('.', '')) : undefined),
  },
  exact: { declared: decimal(0), read: (cell) => (/^\d{1,38}$/.test(cell) ? BigInt(cell) : undefined) },
};

const words: Readonly<Record<ColumnType, string>> = {
  text: 'text',
  whole: 'a whole number',
  flag: 'true or false',
  moment: 'a moment such as 2020-01-31T00:00:00Z',
  money: 'a decimal with ten places',
  exact: 'a whole number of up to 38 digits',
};
