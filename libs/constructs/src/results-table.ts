import { GlueCatalogDatabase } from '@cdktf/provider-aws/lib/glue-catalog-database';
import { GlueCatalogTable } from '@cdktf/provider-aws/lib/glue-catalog-table';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import { isReference, physicalName } from './names';
import type { PrivateBucket } from './private-bucket';

export type ResultsTableProps = {
  readonly bucket: PrivateBucket;
  /** The prefix of the keys of the lists, ending in `/`. */
  readonly prefix: string;
  /** The partition key. A list has the key `<prefix><partition>=<value>/…`; a query needs `WHERE <partition> = '<value>'`. */
  readonly partition: string;
  /** The columns of the CSV files, in order. */
  readonly columns: readonly string[];
  readonly description: string;
};

/**
 * An Athena table over CSV files with a header, in a database of its own. Lists of `s3://` addresses name the files, so a
 * query reads the published files and never an unfinished one. No crawler is needed, because the query names the partition.
 *
 * All columns are text. A query casts them: `SUM(CAST(cost AS DECIMAL(38, 10)))`. Text is necessary because the reader of
 * quoted CSV cannot read an empty cell as a number (Athena user guide, "Open CSV SerDe"). According to the same page, it does not
 * support a line break in a cell.
 *
 * We have not tried the table in an account.
 */
export class ResultsTable extends Construct {
  /** The wrapped resource, for settings that this construct does not offer. */
  readonly table: GlueCatalogTable;

  constructor(scope: Construct, id: string, props: ResultsTableProps) {
    super(scope, id);
    const { bucket, prefix, partition, columns, description } = props;
    const database = new GlueCatalogDatabase(this, 'database', {
      name: withUnderscores(physicalName(this, id)),
    });
    const location = `s3://${bucket.bucket.id}/${prefix}`;
    this.table = new GlueCatalogTable(this, 'table', {
      databaseName: database.name,
      name: 'rated',
      description,
      tableType: 'EXTERNAL_TABLE',
      partitionKeys: [{ name: partition, type: 'string' }],
      parameters: {
        EXTERNAL: 'TRUE',
        'skip.header.line.count': '1',
        'projection.enabled': 'true',
        [`projection.${partition}.type`]: 'injected',
        // Two dollar signs, because Terraform would expand one.
        'storage.location.template': `${location}${partition}=$\${${partition}}/`,
      },
      storageDescriptor: {
        location,
        inputFormat: 'org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat',
        outputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
        columns: columns.map((name) => ({ name, type: 'string' })),
        serDeInfo: {
          serializationLibrary: 'org.apache.hadoop.hive.serde2.OpenCSVSerde',
          parameters: { separatorChar: ',', quoteChar: '"', escapeChar: neverWritten },
        },
      },
    });
  }
}

/**
 * Our CSV doubles a quote (RFC 4180) and escapes nothing. By default the reader drops a backslash, and takes a quote after it for
 * text. To choose `"` does not help: Hive's reader then uses the backslash again, and Trino, on which Athena is based, does the same
 * (trinodb/trino, `CsvDeserializerFactory`). So this is a control character that the text of a record does not contain.
 */
const neverWritten = '\u0001';

// Every query would have to quote a hyphen.
const withUnderscores = (name: string): string =>
  isReference(name) ? Fn.replace(name, '-', '_') : name.replaceAll('-', '_');
