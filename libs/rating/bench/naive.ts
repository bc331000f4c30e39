import { stringify } from 'csv-stringify';
import { createReadStream, createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { filesBelow } from './files-below';
import { compete, type Job } from './job';
import type { BenchPrice } from './prices';

/** The fields that are read from a record. */
type Read = Readonly<Record<string, string & number>>;
type Place = { readonly source: string; readonly position: number };

/** The usual pipeline: readline, JSON.parse, a Map of prices, doubles, csv-stringify; one CSV. */
const rate = async (job: Job) => {
  const lines = new Map<string, BenchPrice[]>();
  for (const row of JSON.parse(readFileSync(job.table, 'utf8')) as BenchPrice[]) {
    lines.set(row.usageType, [...(lines.get(row.usageType) ?? []), row]);
  }
  let records = 0;
  const rowOf = job.how === 'our columns' ? ourColumns : sampleColumns;
  const rows = async function* () {
    for (const source of filesBelow(job.cdrs)) {
      let position = 0;
      for await (const line of createInterface({ input: createReadStream(join(job.cdrs, source)) })) {
        const record = JSON.parse(line) as Read;
        const at = record['StartTimeEpochSeconds'] ?? 0;
        if (at < job.start || at >= job.end) continue;
        const price = lines.get(record['UsageType'] ?? '')?.find(({ from, to }) => from <= at && at < to);
        if (!price) throw new Error(`Cannot rate ${source}: no price`);
        yield rowOf(record, price, { source, position });
        records += 1;
        position += 1;
      }
    }
  };
  mkdirSync(dirname(job.out), { recursive: true });
  await pipeline(
    Readable.from(rows()),
    stringify({ header: true, record_delimiter: 'windows' }),
    createWriteStream(job.out),
  );
  return { records };
};

/** The columns of the published sample: the record's fields, the price and the cost. */
const sampleColumns = (record: Read, { price }: BenchPrice) => ({
  ...record,
  PricePerUnit: price,
  Cost: (record['BillableDurationMinutes'] ?? 0) * Number(price),
});

const ourColumns = (record: Read, row: BenchPrice, { source, position }: Place) => ({
  run_id: 'bench',
  source_key: source,
  position,
  kind: 'voice-connector',
  account_id: record['AwsAccountId'],
  transaction_id: record['TransactionId'],
  call_id: record['CallId'],
  connector_or_application: record['VoiceConnectorId'],
  direction: record['Direction'],
  source_number: record['SourcePhoneNumber'],
  destination_number: record['DestinationPhoneNumber'],
  source_country: record['SourceCountry'],
  destination_country: record['DestinationCountry'],
  started_at: new Date((record['StartTimeEpochSeconds'] ?? 0) * 1000).toISOString(),
  billed_seconds: record['BillableDurationSeconds'],
  late: 'false',
  service_code: record['ServiceCode'],
  usage_type: record['UsageType'],
  line: 1,
  line_seconds: record['BillableDurationSeconds'],
  used_before_seconds: 0,
  tier_begin_seconds: 0,
  tier_end_seconds: '',
  price: row.price,
  unit: row.unit,
  currency: 'USD',
  price_version: row.version,
  sku: row.sku,
  rate_code: row.rateCode,
  price_from: new Date(row.from * 1000).toISOString(),
  price_to: new Date(row.to * 1000).toISOString(),
  cost: (record['BillableDurationMinutes'] ?? 0) * Number(row.price),
  cost_exact: (record['BillableDurationSeconds'] ?? 0) * Number(row.price),
  rounding: 'none',
});

compete(rate);
