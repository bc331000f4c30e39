import { DuckDBInstance } from '@duckdb/node-api';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { compete, type Job } from './job';

/** Explicit columns: without them DuckDB guesses, and is slower. */
const columns = `{
  AwsAccountId: 'VARCHAR', TransactionId: 'VARCHAR', CallId: 'VARCHAR', VoiceConnectorId: 'VARCHAR',
  BillableDurationSeconds: 'INTEGER', SourcePhoneNumber: 'VARCHAR', SourceCountry: 'VARCHAR',
  DestinationPhoneNumber: 'VARCHAR', DestinationCountry: 'VARCHAR', UsageType: 'VARCHAR', ServiceCode: 'VARCHAR',
  Direction: 'VARCHAR', StartTimeEpochSeconds: 'BIGINT' }`;

/** Our columns except the position, which DuckDB does not know. Seven and eleven digits make a DECIMAL of 18, which is fast. */
const selection = ({ cdrs, table, start, end }: Job): string => `
  SELECT 'bench' AS run_id, substr(c.filename, ${cdrs.length + 2}) AS source_key, 'voice-connector' AS kind,
    c.AwsAccountId AS account_id, c.TransactionId AS transaction_id, c.CallId AS call_id,
    c.VoiceConnectorId AS connector_or_application, c.Direction AS direction, c.SourcePhoneNumber AS source_number,
    c.DestinationPhoneNumber AS destination_number, c.SourceCountry AS source_country,
    c.DestinationCountry AS destination_country, make_timestamp(c.StartTimeEpochSeconds * 1000000) AS started_at,
    c.BillableDurationSeconds AS billed_seconds, 'false' AS late, c.ServiceCode AS service_code,
    c.UsageType AS usage_type, 1 AS line, c.BillableDurationSeconds AS line_seconds, 0 AS used_before_seconds,
    0 AS tier_begin_seconds, NULL AS tier_end_seconds, p.price, p.unit, 'USD' AS currency,
    p.version AS price_version, p.sku, p.rateCode AS rate_code, p.price_from, p.price_to,
    CAST(CAST(c.BillableDurationSeconds AS DECIMAL(7, 0)) * p.price / 60 AS DECIMAL(18, 10)) AS cost,
    CAST(c.BillableDurationSeconds AS DECIMAL(7, 0)) * p.price AS cost_exact, 'half-even' AS rounding
  FROM read_json('${cdrs}/*/json/*/*/*/*/*', format = 'newline_delimited', columns = ${columns}, filename = true) c
  JOIN (
    SELECT serviceCode, usageType, "from", "to", CAST(price AS DECIMAL(11, 10)) AS price, unit, version, sku, rateCode,
      make_timestamp("from" * 1000000) AS price_from, make_timestamp("to" * 1000000) AS price_to
    FROM read_json('${table}', columns = { serviceCode: 'VARCHAR', usageType: 'VARCHAR', "from": 'BIGINT',
      "to": 'BIGINT', price: 'VARCHAR', unit: 'VARCHAR', version: 'VARCHAR', sku: 'VARCHAR', rateCode: 'VARCHAR' })
  ) p ON p.serviceCode = c.ServiceCode AND p.usageType = c.UsageType
    AND c.StartTimeEpochSeconds >= p."from" AND c.StartTimeEpochSeconds < p."to"
  WHERE c.StartTimeEpochSeconds >= ${start} AND c.StartTimeEpochSeconds < ${end}`;

/** Rows only: one statement, in any order, with copies. */
const rowsOnly = (job: Job): readonly string[] => [
  `COPY (${selection(job)}) TO '${job.out}' (FORMAT csv, HEADER)`,
];

const dimensions = [
  'connector_or_application',
  'direction',
  "source_country || '-' || destination_country",
  'usage_type',
  "CASE direction WHEN 'Inbound' THEN destination_number ELSE source_number END",
  'CAST(started_at AS DATE)',
];

/**
 * As much of our output as DuckDB can produce: without copies, in the order of objects, with all summaries. No leaks, no
 * hashes.
 */
const wholeWork = (job: Job): readonly string[] => [
  `CREATE TEMP TABLE rated AS ${selection(job)}
   QUALIFY row_number() OVER (PARTITION BY transaction_id ORDER BY source_key) = 1`,
  `COPY (SELECT * FROM rated ORDER BY source_key) TO '${job.out}' (FORMAT csv, HEADER)`,
  ...dimensions.map(
    (dimension, i) => `COPY (
      SELECT ${dimension} AS name, count(*), sum(line_seconds), sum(cost_exact) FROM rated GROUP BY 1 ORDER BY 1
    ) TO '${job.out}.${i}' (FORMAT csv, HEADER)`,
  ),
];

/**
 * DuckDB. `how` is the number of threads, followed by `all` if all of the work is wanted. Rows are counted and summed after
 * the timing, because DuckDB once missed files.
 */
compete(async (job) => {
  mkdirSync(dirname(job.out), { recursive: true });
  const [threads = '1', work] = (job.how ?? '1').split(' ');
  const instance = await DuckDBInstance.create(':memory:', { threads });
  const connection = await instance.connect();
  for (const statement of work === 'all' ? wholeWork(job) : rowsOnly(job)) await connection.run(statement);
  return async () => {
    const counted = await connection.runAndReadAll(
      `SELECT count(*)::VARCHAR, (sum(cost_exact) * 10000000000)::HUGEINT::VARCHAR
       FROM read_csv('${job.out}', types = { cost_exact: 'DECIMAL(38, 10)' })`,
    );
    const [[records, total] = []] = counted.getRowsJS();
    return { records: Number(records), total: String(total) };
  };
});
