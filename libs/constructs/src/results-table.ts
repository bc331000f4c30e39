import { GlueCatalogDatabase } from '@cdktf/provider-aws/lib/glue-catalog-database';
import { GlueCatalogTable } from '@cdktf/provider-aws/lib/glue-catalog-table';
import { Construct } from 'constructs';
import { physicalName } from './physical-name';
import type { PrivateBucket } from './private-bucket';

export type ResultsTableProps = {
  readonly bucket: PrivateBucket;
  /** What the keys of the lists begin with, ending in `/`. */
  readonly prefix: string;
  /** What a list is about: its key is `<prefix><partition>=<value>/…`, and a query must say `WHERE <partition> = '<value>'`. */
  readonly partition: string;
  /** The columns of the CSV files, in their order. */
  readonly columns: readonly string[];
  readonly description: string;
};

/**
 * CSV files with a header, for Athena: a database of its own, with one table in it. Which files there are stands in lists of
 * `s3://` addresses, so a query sees those that were published, and no half-written ones beside them. No crawler is needed:
 * the partition is told from the query.
 *
 * All columns are text, as in the file; a query casts: `SUM(CAST(cost AS DECIMAL(38, 10)))`. The reader of quoted CSV takes an
 * empty cell for no number (Athena user guide, "Open CSV SerDe").
 */
export class ResultsTable extends Construct {
  /** The way out, for what this construct has no word for. */
  readonly table: GlueCatalogTable;

  constructor(scope: Construct, id: string, props: ResultsTableProps) {
    super(scope, id);
    const { bucket, prefix, partition, columns, description } = props;
    const database = new GlueCatalogDatabase(this, 'database', {
      name: physicalName(this, id).replaceAll('-', '_'), // a hyphen would have to be quoted in every query
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
        // Two $: Terraform would take one for its own.
        'storage.location.template': `${location}${partition}=$\${${partition}}/`,
      },
      storageDescriptor: {
        location,
        inputFormat: 'org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat',
        outputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
        columns: columns.map((name) => ({ name, type: 'string' })),
        serDeInfo: {
          serializationLibrary: 'org.apache.hadoop.hive.serde2.OpenCSVSerde',
          parameters: { separatorChar: ',', quoteChar: '"' },
        },
      },
    });
  }
}
