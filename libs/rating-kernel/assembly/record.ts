// What becomes of a document that has been read: a row of rated.csv, or nothing for one of another window. Where the host
// must look, because something is unusual, nothing has happened yet.
import { copy, finish, mix, mixText } from './bytes';
import { calendarMonth, moment, tenPlaces, wholeNumber } from './digits';
import { Field, Holds, holds, lengthOf, textOf } from './fields';
import { findLine, findSpan, lineNumber, Span } from './prices';
import { Sums } from './sums';

/** Kinds of records, by number: see `kernelKinds` in kernel.ts. */
export const enum Kind {
  VoiceConnector,
  Streaming,
  SipMediaApplication,
}

/** What became of a document. */
export const enum Done {
  Yes,
  /** The host must read it. */
  Unusual,
  /** There is no room for its output: the host must take some away first. */
  NoRoom,
}

/** 9999-12-31T23:59:59Z, the last moment that libs/cdr takes for seconds. */
const lastMoment: i64 = 253402300799;
const mostDigits: u32 = 15;

// Of the run.
export let windowStart: i64 = 0;
export let windowEnd: i64 = 0;
export let lookBackStart: i64 = 0;
export let masked: bool = false;
export let days: usize = 0;
export let dayCount: u32 = 0;
export function openWindow(start: i64, end: i64, lookBack: i64, daysAt: usize, count: u32, mask: bool): void {
  windowStart = start;
  windowEnd = end;
  lookBackStart = lookBack;
  days = daysAt;
  dayCount = count;
  masked = mask;
  daySlot = 0;
}

// Of the object that is read.
let kind: u32 = 0;
let prefix: usize = 0;
let prefixLength: u32 = 0;
let kindText: usize = 0;
let kindLength: u32 = 0;
let inWindow: u32 = 0;
let inLookBack: u32 = 0;
let older: u32 = 0;
export function openObject(
  itsKind: u32,
  prefixAt: usize,
  prefixSize: u32,
  kindAt: usize,
  kindSize: u32,
  windowCode: u32,
  lookBackCode: u32,
  olderCode: u32,
): void {
  kind = itsKind;
  prefix = prefixAt;
  prefixLength = prefixSize;
  kindText = kindAt;
  kindLength = kindSize;
  inWindow = windowCode;
  inLookBack = lookBackCode;
  older = olderCode;
}

/** Memberships by number: see `memberships` in kernel.ts. Those above `Late` are outside. */
const enum Membership {
  InTime,
  Late,
  After,
}

// Rows, and how far they are written.
export let out: usize = 0;
export let outEnd: usize = 0;
export let outAt: usize = 0;
export function openOutput(at: usize, size: u32): void {
  out = at;
  outEnd = at + size;
  outAt = at;
}

// References for looking for copies and leaks, 32 bytes each: hash, end of the use, chunk, offset, position.
// See references.ts of the host.
const referenceSize: u32 = 32;
let chunk: u32 = 0;
export function openChunk(number: u32): void {
  chunk = number;
}
export class References {
  at: usize = 0;
  private end: usize = 0;
  count: u32 = 0;
  open(start: usize, size: u32): void {
    this.at = start;
    this.end = start + size;
    this.count = 0;
  }
  hasRoom(): bool {
    return this.at + this.count * referenceSize + referenceSize <= this.end;
  }
  add(hash: u64, endedAt: i64, offset: u32, position: u32): void {
    const reference = this.at + this.count * referenceSize;
    store<u64>(reference, hash);
    store<i64>(reference, endedAt, 8);
    store<u32>(reference, chunk, 16);
    store<u32>(reference, offset, 20);
    store<u32>(reference, position, 24);
    this.count++;
  }
}
export const identities = new References();
export const calls = new References();
export const transactions = new References();
export const byWhat = new Sums();
export const byNumber = new Sums();

/** Documents by outcome: rated, late among them, and outside by membership. */
export const counts: usize = memory.data(64, 8);

let adding: bool = true;
/** Whether documents are added to the sums: not if they were before. */
export function setAdding(value: bool): void {
  adding = value;
}

/** Seconds or a moment: digits, as a number or a text. -1 if it is neither. */
function digitsOf(field: u32): i64 {
  const form = holds(field);
  if (form != Holds.Digits && form != Holds.Text) return -1;
  const length = lengthOf(field);
  if (length == 0 || length > mostDigits) return -1;
  let value: i64 = 0;
  const end = textOf(field) + length;
  for (let at = textOf(field); at < end; at++) {
    const digit = <u32>load<u8>(at) - 48;
    if (digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

function isText(field: u32): bool {
  return holds(field) == Holds.Text && lengthOf(field) > 0;
}

function isTextOrAbsent(field: u32): bool {
  const form = holds(field);
  return form == Holds.Text || form == Holds.Absent;
}

/** Whether a number has a country code without a plus, which the host adds. */
function lacksPlus(field: u32): bool {
  const length = lengthOf(field);
  if (length < 11 || length > 15) return false;
  const text = textOf(field);
  if (<u32>load<u8>(text) - 49 > 8) return false;
  for (let at = text + 1; at < text + length; at++) if (<u32>load<u8>(at) - 48 > 9) return false;
  return true;
}

function isKnownSchema(): bool {
  const form = holds(Field.SchemaVersion);
  if (form == Holds.Absent) return true;
  if (form != Holds.Text || lengthOf(Field.SchemaVersion) != 3) return false;
  const text = textOf(Field.SchemaVersion);
  const first = load<u8>(text);
  return (first == 49 || first == 50) && load<u8>(text + 1) == 46 && <u32>load<u8>(text + 2) - 48 < 10;
}

/** Texts that are looked for as copies or leaks. */
function identityHash(
  ofKind: u32,
  transaction: usize,
  a: u32,
  call: usize,
  b: u32,
  usage: usize,
  c: u32,
): u64 {
  let hash = mixText(mix(1, ofKind), transaction, a);
  if (ofKind == Kind.SipMediaApplication) hash = mixText(mixText(hash, call, b), usage, c);
  return finish(hash);
}
function callHash(ofKind: u32, account: usize, a: u32, call: usize, b: u32, line: usize, c: u32): u64 {
  return finish(mixText(mixText(mixText(mix(2, ofKind), account, a), call, b), line, c));
}
function transactionHash(account: usize, a: u32, transaction: usize, b: u32): u64 {
  return finish(mixText(mixText(3, account, a), transaction, b));
}

/** Adds the references of a document that the host has read. False if there is no room for them. */
export function noteOfHost(
  ofKind: u32,
  isUse: bool,
  endedAt: f64,
  offset: u32,
  position: u32,
  transaction: usize,
  a: u32,
  call: usize,
  b: u32,
  usage: usize,
  c: u32,
  account: usize,
  d: u32,
  line: usize,
  e: u32,
): bool {
  if (!identities.hasRoom() || !calls.hasRoom() || !transactions.hasRoom()) return false;
  identities.add(identityHash(ofKind, transaction, a, call, b, usage, c), 0, offset, position);
  if (!isUse) return true;
  calls.add(callHash(ofKind, account, d, call, b, line, e), <i64>endedAt, offset, position);
  if (ofKind != Kind.SipMediaApplication) return true;
  transactions.add(transactionHash(account, d, transaction, a), <i64>endedAt, offset, position);
  return true;
}

/** Handles the document whose fields are remembered. */
export function settle(offset: u32, position: u32): u32 {
  // 1. Is it all as usual?
  const owner = kind == Kind.SipMediaApplication ? Field.SipApplicationId : Field.VoiceConnectorId;
  if (
    !isText(Field.TransactionId) ||
    !isText(Field.ServiceCode) ||
    !isText(Field.AwsAccountId) ||
    !isText(Field.UsageType) ||
    !isKnownSchema() ||
    !isTextOrAbsent(Field.CallId) ||
    !isTextOrAbsent(owner) ||
    !isTextOrAbsent(Field.Direction) ||
    !isTextOrAbsent(Field.SourcePhoneNumber) ||
    !isTextOrAbsent(Field.DestinationPhoneNumber) ||
    !isTextOrAbsent(Field.SourceCountry) ||
    !isTextOrAbsent(Field.DestinationCountry) ||
    lacksPlus(Field.SourcePhoneNumber) ||
    lacksPlus(Field.DestinationPhoneNumber) ||
    (holds(Field.BillableVoiceFocusSeconds) != Holds.Absent && digitsOf(Field.BillableVoiceFocusSeconds) != 0)
  ) {
    return Done.Unusual;
  }
  const at = digitsOf(
    kind == Kind.SipMediaApplication ? Field.TimeStampEpochSeconds : Field.StartTimeEpochSeconds,
  );
  const seconds = digitsOf(Field.BillableDurationSeconds);
  if (at < 0 || at > lastMoment || seconds < 0) return Done.Unusual;
  let endedAt = at + seconds;
  if (kind == Kind.SipMediaApplication) {
    if (!isText(Field.CallId)) return Done.Unusual;
  } else if (holds(Field.EndTimeEpochSeconds) != Holds.Absent) {
    endedAt = digitsOf(Field.EndTimeEpochSeconds);
    if (endedAt < 0 || endedAt > lastMoment) return Done.Unusual;
  }

  // 2. Whose is it?
  let membership: u32 = Membership.After;
  if (at < windowEnd) membership = at >= windowStart ? inWindow : at >= lookBackStart ? inLookBack : older;
  if (!identities.hasRoom()) return Done.NoRoom;
  if (membership > <u32>Membership.Late) {
    count(membership);
    identify(offset, position);
    return Done.Yes;
  }

  // 3. What does it cost?
  const line = findLine(
    textOf(Field.ServiceCode),
    lengthOf(Field.ServiceCode),
    textOf(Field.UsageType),
    lengthOf(Field.UsageType),
  );
  if (line == 0) return Done.Unusual;
  const span = findSpan(line, at);
  if (span == 0 || <u64>seconds > Span.mostSeconds(span) || Span.mostSeconds(span) == 0) return Done.Unusual;
  const cost = <u64>seconds * Span.perSecond(span);

  // 4. Is there room for its output?
  if (!canMask(Field.SourcePhoneNumber) || !canMask(Field.DestinationPhoneNumber)) return Done.Unusual;
  const key = writeKey(owner, lineNumber(line), dayOf(at), calendarMonth(at));
  if (key == 0) return Done.Unusual;
  const keyLength = <u32>(key - scratch);
  const number = isInbound() ? Field.DestinationPhoneNumber : Field.SourcePhoneNumber;
  const numberLength = lengthOf(number);
  if (numberLength > longestKey) return Done.Unusual;
  if (adding && (!byWhat.hasRoom(keyLength) || !byNumber.hasRoom(numberLength))) return Done.NoRoom;
  if (!calls.hasRoom() || !transactions.hasRoom() || outAt + rowSize(owner, span) > outEnd)
    return Done.NoRoom;

  // 5. From here on nothing can go wrong.
  count(membership);
  if (adding) {
    byWhat.add(scratch, keyLength, seconds, <i64>cost);
    if (masked) {
      byNumber.add(scratch, <u32>(writeNumber(scratch, number) - scratch), seconds, <i64>cost);
    } else byNumber.add(textOf(number), numberLength, seconds, <i64>cost);
  }
  identify(offset, position);
  if (seconds > 0) noteUse(offset, position, endedAt);
  writeRow(owner, position, at, <u64>seconds, cost, membership, span);
  return Done.Yes;
}

function count(membership: u32): void {
  if (!adding) return;
  const at = counts + membership * 8;
  store<i64>(at, load<i64>(at) + 1);
}

function identify(offset: u32, position: u32): void {
  const hash = identityHash(
    kind,
    textOf(Field.TransactionId),
    lengthOf(Field.TransactionId),
    textOf(Field.CallId),
    lengthOf(Field.CallId),
    textOf(Field.UsageType),
    lengthOf(Field.UsageType),
  );
  identities.add(hash, 0, offset, position);
}

/** For the search for leaks: a stream is billed beside its call, and only what names a call can be billed twice. */
function noteUse(offset: u32, position: u32, endedAt: i64): void {
  if (kind == Kind.Streaming || holds(Field.CallId) != Holds.Text) return;
  const account = textOf(Field.AwsAccountId);
  const accountLength = lengthOf(Field.AwsAccountId);
  const middle = copy(scratch, textOf(Field.ServiceCode), lengthOf(Field.ServiceCode));
  store<u8>(middle, 32);
  const end = copy(middle + 1, textOf(Field.UsageType), lengthOf(Field.UsageType));
  calls.add(
    callHash(
      kind,
      account,
      accountLength,
      textOf(Field.CallId),
      lengthOf(Field.CallId),
      scratch,
      <u32>(end - scratch),
    ),
    endedAt,
    offset,
    position,
  );
  if (kind != Kind.SipMediaApplication) return;
  const transaction = textOf(Field.TransactionId);
  transactions.add(
    transactionHash(account, accountLength, transaction, lengthOf(Field.TransactionId)),
    endedAt,
    offset,
    position,
  );
}

const longestKey: u32 = 1000;
const scratch: usize = memory.data(2048);

/** Writes what a record is about, for the sums: five texts, each followed by a 0, and three numbers. 0 if it is too long. */
function writeKey(owner: u32, line: u32, day: u32, month: u32): usize {
  const length =
    lengthOf(Field.AwsAccountId) +
    lengthOf(owner) +
    lengthOf(Field.Direction) +
    lengthOf(Field.SourceCountry) +
    lengthOf(Field.DestinationCountry);
  if (length > longestKey) return 0;
  store<u32>(scratch, line);
  store<u32>(scratch, day, 4);
  store<u32>(scratch, month, 8);
  let to = appendKey(scratch + 12, Field.AwsAccountId);
  to = appendKey(to, owner);
  to = appendKey(to, Field.Direction);
  to = appendKey(to, Field.SourceCountry);
  return appendKey(to, Field.DestinationCountry);
}

function appendKey(to: usize, field: u32): usize {
  to = copy(to, textOf(field), lengthOf(field));
  store<u8>(to, 0);
  return to + 1;
}

let daySlot: u32 = 0;

/** Which of the window's days a moment is on, as the host has named them: the last that has begun. */
function dayOf(at: i64): u32 {
  while (daySlot + 1 < dayCount && load<i64>(days + (daySlot + 1) * 8) <= at) daySlot++;
  while (daySlot > 0 && load<i64>(days + daySlot * 8) > at) daySlot--;
  return daySlot;
}

function isInbound(): bool {
  return (
    lengthOf(Field.Direction) == 7 &&
    (load<u64>(textOf(Field.Direction)) & 0xffffffffffffff) == 0x646e756f626e49
  ); // Inbound
}

/** Whether a number is written so that it is known how to mask it: digits, perhaps with a plus in front. */
function canMask(field: u32): bool {
  if (!masked) return true;
  const length = lengthOf(field);
  if (length == 0) return true;
  let at = textOf(field);
  const end = at + length;
  if (load<u8>(at) == 43) at++;
  if (end - at > 20 || at == end) return false;
  for (; at < end; at++) if (<u32>load<u8>(at) - 48 > 9) return false;
  return true;
}

/** Writes a number; masked, its last two digits, if it has seven or more (as `maskNumber` in libs/phone-numbers). */
function writeNumber(to: usize, field: u32): usize {
  const text = textOf(field);
  const length = lengthOf(field);
  if (!masked || length < 7 || (length == 7 && load<u8>(text) == 43)) return copy(to, text, length);
  store<u32>(to, 0x2a2a2a); // ***
  store<u16>(to + 3, load<u16>(text + length - 2));
  return to + 5;
}

const separators: u32 = 32;
const numbers: u32 = 160;

/** The most bytes that a row can have. */
function rowSize(owner: u32, span: usize): u32 {
  return (
    prefixLength +
    kindLength +
    lengthOf(Field.AwsAccountId) +
    lengthOf(Field.TransactionId) +
    lengthOf(Field.CallId) +
    lengthOf(owner) +
    lengthOf(Field.Direction) +
    lengthOf(Field.SourcePhoneNumber) +
    lengthOf(Field.DestinationPhoneNumber) +
    lengthOf(Field.SourceCountry) +
    lengthOf(Field.DestinationCountry) +
    Span.headLength(span) +
    Span.tailLength(span) +
    separators +
    numbers
  );
}

function cell(to: usize, field: u32): usize {
  return comma(copy(to, textOf(field), lengthOf(field)));
}

function comma(to: usize): usize {
  store<u8>(to, 44);
  return to + 1;
}

/** The columns are those of `ratedColumns` in libs/rating. */
function writeRow(
  owner: u32,
  position: u32,
  at: i64,
  seconds: u64,
  cost: u64,
  membership: u32,
  span: usize,
): void {
  let to = copy(outAt, prefix, prefixLength); // columns: run_id, source_key
  to = wholeNumber(to, position); // column: position
  to = copy(to, kindText, kindLength); // column: kind
  to = cell(to, Field.AwsAccountId); // column: account_id
  to = cell(to, Field.TransactionId); // column: transaction_id
  to = cell(to, Field.CallId); // column: call_id
  to = cell(to, owner); // column: connector_or_application
  to = cell(to, Field.Direction); // column: direction
  to = comma(writeNumber(to, Field.SourcePhoneNumber)); // column: source_number
  to = comma(writeNumber(to, Field.DestinationPhoneNumber)); // column: destination_number
  to = cell(to, Field.SourceCountry); // column: source_country
  to = cell(to, Field.DestinationCountry); // column: destination_country
  to = comma(moment(to, at)); // column: started_at
  const billed = to;
  to = wholeNumber(to, seconds); // column: billed_seconds
  const billedLength = <u32>(to - billed);
  // column: late
  if (membership == Membership.Late) {
    store<u64>(to, 0x2c657572742c); // ,true,
    to += 6;
  } else {
    store<u64>(to, 0x2c65736c61662c); // ,false,
    to += 7;
  }
  to = copy(to, Span.head(span), Span.headLength(span)); // columns: service_code ... line
  to = copy(to, billed, billedLength); // column: line_seconds
  to = copy(to, Span.tail(span), Span.tailLength(span)); // columns: used_before_seconds ... price_to
  const shown = cost / 60;
  const rest = <u32>(cost - shown * 60);
  // Half to even, as `divide` in libs/pricing.
  const up = rest > 30 || (rest == 30 && (shown & 1) == 1);
  to = comma(tenPlaces(to, shown + (up ? 1 : 0))); // column: cost
  to = wholeNumber(to, cost); // column: cost_exact
  // column: rounding
  store<u64>(to, 0x76652d666c61682c); // ,half-ev
  store<u32>(to + 8, 0x0a0d6e65); // en, and CR LF
  outAt = to + 12;
}
