import { fail, ok, type Result } from '@dialplane/basics';
import type { RecordKind } from '@dialplane/rating-definitions';
import type { CallRecord, RecordFields } from './call-record';
import { kindOf } from './kind-of';
import { readCallRecord } from './read-call-record';
import { reject, type Rejection } from './rejection';
import { splitDocuments } from './split-documents';

/**
 * Reads all documents of one object, in their order: pretty or minified, one or several, in a list or one after the other, with or without a new line at
 * the end. Each becomes a record or a rejection with its reason. An object without any is rejected as `empty`, so that it
 * is counted.
 *
 * @param kind as the object's folder says it. @default what the fields say
 */
export const readDocuments = (text: string, kind?: RecordKind): readonly Result<CallRecord, Rejection>[] => {
  const whole = parse(text.replace(/^\uFEFF/, ''));
  const list = whole.ok && Array.isArray(whole.value) ? (whole.value as readonly unknown[]) : undefined;
  if (whole.ok && !list) return [readRecord(whole.value, kind)];
  if (list && list.length > 0) return list.map((document) => readRecord(document, kind));
  const pieces = list ? [] : splitDocuments(text);
  if (pieces.length === 0) return [fail(reject('empty', 'must hold a JSON document'))];
  return pieces.map((piece) => {
    const document = parse(piece);
    return document.ok ? readRecord(document.value, kind) : document;
  });
};

/** Reads one document that has been parsed already. */
export const readRecord = (document: unknown, kind?: RecordKind): Result<CallRecord, Rejection> => {
  if (!isFields(document)) return fail(reject('not-an-object', 'must be a JSON object'));
  const itsKind = kind ?? kindOf(document);
  if (itsKind === undefined) {
    return fail(
      reject('unknown-kind', 'must have the fields of a call detail record, such as TransactionId'),
    );
  }
  if (!isKnownSchema(document['SchemaVersion'])) {
    return fail(reject('unknown-schema', 'must be 1.x or 2.x', 'SchemaVersion'));
  }
  const record = readCallRecord(itsKind, document);
  return record.ok ? record : fail({ reason: 'bad-field', issues: record.error });
};

const parse = (text: string): Result<unknown, Rejection> => {
  try {
    return ok(JSON.parse(text));
  } catch {
    return fail(reject('not-json', 'must be JSON')); // the engine's message would quote the document
  }
};

const isFields = (document: unknown): document is RecordFields =>
  typeof document === 'object' && document !== null && !Array.isArray(document);

// Every public record has 2.0, and a streaming record 1.0.
const isKnownSchema = (version: unknown): boolean =>
  version === undefined || version === null || /^[12](?:\.\d+)*$/.test(String(version));
