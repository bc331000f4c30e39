// What becomes of a document that has been read: a row of rated.csv or unrated.csv, a note for one whose line has tiers, or
// nothing for one of another window. Where the host must look, because something is unusual, nothing has happened yet.
import { copy, finish, mix, mixText } from './bytes';
import { calendarMonth, moment, tenPlaces, wholeNumber } from './digits';
import { Field, Holds, holds, lengthOf, textOf } from './fields';
import { Held, used } from './held';
import { findPrice, hasTiers, lineNumber, Reason, reason, Tier, tierAt } from './prices';
import { Rows } from './rows';
import { Sums } from './sums';

/** Kinds of records, by number: see `recordKinds` in libs/rating-definitions. */
export const enum Kind {
  VoiceConnector,
  Streaming,
  SipMediaApplication,
  BusinessCalling,
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
let transactionField: u32 = Field.TransactionId;
let ownerField: u32 = Field.VoiceConnectorId;
let startField: u32 = Field.StartTimeEpochSeconds;
let sourceField: u32 = Field.SourcePhoneNumber;
let countryField: u32 = Field.SourceCountry;
let prefix: usize = 0;
let prefixLength: u32 = 0;
let kindText: usize = 0;
let kindLength: u32 = 0;
let after: u32 = 0;
let inWindow: u32 = 0;
let inLookBack: u32 = 0;
let older: u32 = 0;
export function openObject(
  itsKind: u32,
  prefixAt: usize,
  prefixSize: u32,
  afterCode: u32,
  windowCode: u32,
  lookBackCode: u32,
  olderCode: u32,
): void {
  openKind(itsKind);
  prefix = prefixAt;
  prefixLength = prefixSize;
  after = afterCode;
  inWindow = windowCode;
  inLookBack = lookBackCode;
  older = olderCode;
}

const kindTexts: usize = memory.data(4 * 8);

/** Makes the name of a kind known, with the commas around it. The text must stay where it is. */
export function nameKind(ofKind: u32, text: usize, length: u32): void {
  store<u32>(kindTexts + ofKind * 8, <u32>text);
  store<u32>(kindTexts + ofKind * 8, length, 4);
}

/** The fields that differ from kind to kind: see `record-kinds.ts` in libs/rating-definitions. */
export function openKind(ofKind: u32): void {
  kind = ofKind;
  kindText = load<u32>(kindTexts + ofKind * 8);
  kindLength = load<u32>(kindTexts + ofKind * 8, 4);
  const isBusiness = ofKind == Kind.BusinessCalling;
  const isApplication = ofKind == Kind.SipMediaApplication;
  transactionField = isBusiness ? Field.CdrId : Field.TransactionId;
  ownerField = isBusiness
    ? Field.AwsAccountId
    : isApplication
      ? Field.SipApplicationId
      : Field.VoiceConnectorId;
  startField = isApplication ? Field.TimeStampEpochSeconds : Field.StartTimeEpochSeconds;
  sourceField = isBusiness ? Field.CallerPhoneNumber : Field.SourcePhoneNumber;
  countryField = isBusiness ? Field.CallerCountry : Field.SourceCountry;
}

/** The field of a text of a record, in the order of `hostTexts` in kernel.ts. */
export function ownField(index: u32): u32 {
  switch (index) {
    case 0:
      return Field.AwsAccountId;
    case 1:
      return transactionField;
    case 2:
      return Field.CallId;
    case 3:
      return ownerField;
    case 4:
      return Field.Direction;
    case 5:
      return sourceField;
    case 6:
      return Field.DestinationPhoneNumber;
    case 7:
      return countryField;
    case 8:
      return Field.DestinationCountry;
    case 9:
      return Field.UsageType;
    default:
      return Field.ServiceCode;
  }
}

/** Memberships by number: see `memberships` in kernel.ts. Those above `Late` are outside. */
const enum Membership {
  InTime,
  Late,
  After,
  Before,
  TooLate,
  TooOld,
  TooFarAhead,
}

/** Rows of rated.csv and of unrated.csv, and records of lines with tiers, which are rated when all are known. */
const rated = new Rows();
const unrated = new Rows();
const held = new Held();
/** Each of them, by number. */
export function rowsOf(which: u32): Rows {
  return which == 0 ? rated : which == 1 ? unrated : held;
}

// References for looking for copies and leaks, 32 bytes each: hash, end of the use, chunk, offset, position.
// See references.ts of the host.
const referenceSize: u32 = 32;
let chunk: u32 = 0;
/** Which documents are added to the sums: all but those of lines with tiers, and those. See `Counted` in kernel.ts. */
let addsFlat: bool = true;
let addsTiered: bool = false;
/** Whether it is known what was used before the records of lines with tiers. */
let fillsTiers: bool = false;
export function openChunk(
  number: u32,
  flat: bool,
  tiered: bool,
  usedAt: usize,
  usedCount: u32,
  fills: bool,
): void {
  chunk = number;
  addsFlat = flat;
  addsTiered = tiered;
  fillsTiers = fills;
  used.open(usedAt, usedCount);
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

/**
 * Rated and outside documents by membership; unrated ones in time and late; those with seconds that have no price, and these
 * seconds.
 */
export const counts: usize = memory.data(88, 8);

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

function isAnyText(field: u32): bool {
  const form = holds(field);
  return form == Holds.Text || form == Holds.TextToQuote;
}

function isText(field: u32): bool {
  return isAnyText(field) && lengthOf(field) > 0;
}

function isTextOrAbsent(field: u32): bool {
  return isAnyText(field) || holds(field) == Holds.Absent;
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

/** Handles the document whose fields are remembered, as the kernel has read them. */
export function settle(offset: u32, position: u32): u32 {
  if (
    !isText(transactionField) ||
    !isText(Field.ServiceCode) ||
    !isText(Field.AwsAccountId) ||
    !isText(Field.UsageType) ||
    !isKnownSchema() ||
    !isTextOrAbsent(Field.CallId) ||
    !isTextOrAbsent(ownerField) ||
    !isTextOrAbsent(Field.Direction) ||
    !isTextOrAbsent(sourceField) ||
    !isTextOrAbsent(Field.DestinationPhoneNumber) ||
    !isTextOrAbsent(countryField) ||
    !isTextOrAbsent(Field.DestinationCountry) ||
    lacksPlus(sourceField) ||
    lacksPlus(Field.DestinationPhoneNumber)
  ) {
    return Done.Unusual;
  }
  const at = digitsOf(startField);
  const seconds = digitsOf(Field.BillableDurationSeconds);
  if (at < 0 || at > lastMoment || seconds < 0) return Done.Unusual;
  let endedAt = at + seconds;
  let unpriced: i64 = 0;
  if (kind == Kind.SipMediaApplication) {
    if (!isText(Field.CallId)) return Done.Unusual;
    if (holds(Field.BillableVoiceFocusSeconds) != Holds.Absent) {
      unpriced = digitsOf(Field.BillableVoiceFocusSeconds);
      if (unpriced < 0) return Done.Unusual;
    }
  } else if (holds(Field.EndTimeEpochSeconds) != Holds.Absent) {
    endedAt = digitsOf(Field.EndTimeEpochSeconds);
    if (endedAt < 0 || endedAt > lastMoment) return Done.Unusual;
  }
  return settleRecord(offset, position, at, seconds, endedAt, unpriced);
}

/** So that no sum of four billion calls exceeds 2^63. A call of more than 68 years is the host's. */
const mostSeconds: i64 = 1 << 31;

/** Handles a record whose texts are remembered: those of the kernel, or those that the host has read. */
export function settleRecord(
  offset: u32,
  position: u32,
  at: i64,
  seconds: i64,
  endedAt: i64,
  unpriced: i64,
): u32 {
  // 1. Whose is it?
  let membership = after;
  if (at < windowEnd) membership = at >= windowStart ? inWindow : at >= lookBackStart ? inLookBack : older;
  if (membership >= <u32>Membership.TooOld) return Done.Unusual; // no run rates it: the host names its place
  if (!identities.hasRoom()) return Done.NoRoom;
  if (membership > <u32>Membership.Late) {
    if (addsFlat) count(membership);
    identify(offset, position);
    return Done.Yes;
  }

  // 2. What does it cost?
  if (seconds > mostSeconds || unpriced > mostSeconds) return Done.Unusual;
  let cost: u64 = 0;
  let usedBefore: u64 = 0;
  let tier: usize = 0;
  const price = findPrice(
    textOf(Field.ServiceCode),
    lengthOf(Field.ServiceCode),
    textOf(Field.UsageType),
    lengthOf(Field.UsageType),
    at,
  );
  const isRated = reason == Reason.None;
  const isTiered = hasTiers();
  if (reason == Reason.Unknown) return Done.Unusual;
  if (isTiered) {
    if (!isRated) return Done.Unusual; // whether it has a price or not, it waits with the others of its line
    if (!fillsTiers) return hold(offset, position, at, seconds, endedAt);
    if (!used.has(offset)) return Done.Unusual;
    usedBefore = used.before();
  }
  if (isRated) {
    tier = tierAt(price, usedBefore, <u64>seconds);
    if (tier == 0 || <u64>seconds > Tier.mostSeconds(tier)) return Done.Unusual;
    cost = <u64>seconds * Tier.perSecond(tier);
  }

  // 3. Is there room for its output?
  if (!canMask(sourceField) || !canMask(Field.DestinationPhoneNumber)) return Done.Unusual;
  const key = writeKey(dayOf(at), calendarMonth(at));
  if (key == 0) return Done.Unusual;
  const keyLength = <u32>(key - scratch);
  const number = isInbound() ? Field.DestinationPhoneNumber : sourceField;
  const numberLength = lengthOf(number);
  if (numberLength > longestKey) return Done.Unusual;
  const adding = isTiered ? addsTiered : addsFlat;
  if (adding && (!byWhat.hasRoom(keyLength) || !byNumber.hasRoom(numberLength + 1))) return Done.NoRoom;
  const rows = isRated ? rated : unrated;
  const room = recordSize() + (isRated ? Tier.headLength(tier) + Tier.tailLength(tier) : sizeOfLine());
  if (!calls.hasRoom() || !transactions.hasRoom() || !rows.hasRoom(room)) return Done.NoRoom;

  // 4. From here on nothing can go wrong.
  if (adding) {
    count(isRated ? membership : unratedCounts + membership);
    if (unpriced > 0) countUnpriced(unpriced);
    byWhat.add(scratch, keyLength, seconds, <i64>cost);
    // Rated and unrated calls of a number have rows of their own.
    store<u8>(scratch, isRated ? 1 : 2);
    const end = masked ? writeNumber(scratch + 1, number) : copy(scratch + 1, textOf(number), numberLength);
    byNumber.add(scratch, <u32>(end - scratch), seconds, <i64>cost);
  }
  identify(offset, position);
  if (seconds > 0) noteUse(offset, position, endedAt);
  if (isRated) writeRow(position, at, <u64>seconds, cost, membership, tier, usedBefore);
  else writeUnratedRow(position, at, <u64>seconds, membership);
  return Done.Yes;
}

/** Notes a record of a line with tiers: it is rated when all of the line are known. */
function hold(offset: u32, position: u32, at: i64, seconds: i64, endedAt: i64): u32 {
  const hasLegs = kind == Kind.SipMediaApplication;
  const length =
    lengthOf(Field.AwsAccountId) +
    lengthOf(transactionField) +
    (hasLegs ? lengthOf(Field.CallId) + lengthOf(Field.UsageType) : 0);
  if (length > longestKey) return Done.Unusual;
  if (!held.hasRoomFor(length) || !calls.hasRoom() || !transactions.hasRoom()) return Done.NoRoom;
  identify(offset, position);
  if (seconds > 0) noteUse(offset, position, endedAt);
  held.begin(chunk, offset, lineNumber(), kind, at, seconds);
  held.addText(textOf(Field.AwsAccountId), lengthOf(Field.AwsAccountId));
  held.addText(textOf(transactionField), lengthOf(transactionField));
  if (hasLegs) {
    held.addText(textOf(Field.CallId), lengthOf(Field.CallId));
    held.addText(textOf(Field.UsageType), lengthOf(Field.UsageType));
  }
  held.finish();
  return Done.Yes;
}

function countUnpriced(seconds: i64): void {
  count(unpricedCount);
  const at = counts + (unpricedCount + 1) * 8;
  store<i64>(at, load<i64>(at) + seconds);
}

/** Where the count of documents with seconds that have no price is, and behind it that of these seconds. */
const unpricedCount: u32 = 9;
/** Where the counts of unrated documents begin. */
const unratedCounts: u32 = 7;

function count(which: u32): void {
  const at = counts + which * 8;
  store<i64>(at, load<i64>(at) + 1);
}

function identify(offset: u32, position: u32): void {
  const hash = identityHash(
    kind,
    textOf(transactionField),
    lengthOf(transactionField),
    textOf(Field.CallId),
    lengthOf(Field.CallId),
    textOf(Field.UsageType),
    lengthOf(Field.UsageType),
  );
  identities.add(hash, 0, offset, position);
}

/** For the search for leaks: a stream is billed beside its call, and only what names a call can be billed twice. */
function noteUse(offset: u32, position: u32, endedAt: i64): void {
  if (kind == Kind.Streaming || kind == Kind.BusinessCalling || !isAnyText(Field.CallId)) return;
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
  const transaction = textOf(transactionField);
  transactions.add(
    transactionHash(account, accountLength, transaction, lengthOf(transactionField)),
    endedAt,
    offset,
    position,
  );
}

const longestKey: u32 = 1000;
const scratch: usize = memory.data(2048);

/**
 * Writes what a record is about, for the sums: four numbers, and texts that are each followed by a 0. Only an unrated record names its
 * line by texts. 0 if it is too long.
 */
function writeKey(day: u32, month: u32): usize {
  const length =
    lengthOf(Field.AwsAccountId) +
    lengthOf(ownerField) +
    lengthOf(Field.Direction) +
    lengthOf(countryField) +
    lengthOf(Field.DestinationCountry) +
    lengthOf(Field.ServiceCode) +
    lengthOf(Field.UsageType);
  if (length > longestKey) return 0;
  store<u32>(scratch, reason == Reason.None ? lineNumber() : 0);
  store<u32>(scratch, day, 4);
  store<u32>(scratch, month, 8);
  store<u32>(scratch, reason, 12);
  let to = appendKey(scratch + 16, Field.AwsAccountId);
  to = appendKey(to, ownerField);
  to = appendKey(to, Field.Direction);
  to = appendKey(to, countryField);
  to = appendKey(to, Field.DestinationCountry);
  return reason == Reason.None ? to : appendKey(appendKey(to, Field.ServiceCode), Field.UsageType);
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
  if (!masked) return text(to, field);
  const digits = textOf(field);
  const length = lengthOf(field);
  if (length < 7 || (length == 7 && load<u8>(digits) == 43)) return copy(to, digits, length);
  store<u32>(to, 0x2a2a2a); // ***
  store<u16>(to + 3, load<u16>(digits + length - 2));
  return to + 5;
}

const separators: u32 = 32;
const numbers: u32 = 160;

/** The most bytes that the cells of a record can have, with all numbers of a row. */
function recordSize(): u32 {
  return (
    prefixLength +
    kindLength +
    sizeOfCell(Field.AwsAccountId) +
    sizeOfCell(transactionField) +
    sizeOfCell(Field.CallId) +
    sizeOfCell(ownerField) +
    sizeOfCell(Field.Direction) +
    sizeOfCell(sourceField) +
    sizeOfCell(Field.DestinationPhoneNumber) +
    sizeOfCell(countryField) +
    sizeOfCell(Field.DestinationCountry) +
    separators +
    numbers
  );
}

/** The most bytes of the cells that name a line and a reason. */
function sizeOfLine(): u32 {
  return sizeOfCell(Field.ServiceCode) + sizeOfCell(Field.UsageType) + Reason.longest;
}

/** In quotes, each character may count twice. */
function sizeOfCell(field: u32): u32 {
  return holds(field) == Holds.TextToQuote ? lengthOf(field) * 2 + 2 : lengthOf(field);
}

/** Writes a text, in quotes if it needs them, by RFC 4180. */
function text(to: usize, field: u32): usize {
  if (holds(field) != Holds.TextToQuote) return copy(to, textOf(field), lengthOf(field));
  store<u8>(to++, 34);
  const end = textOf(field) + lengthOf(field);
  for (let at = textOf(field); at < end; at++) {
    const byte = load<u8>(at);
    if (byte == 34) store<u8>(to++, 34);
    store<u8>(to++, byte);
  }
  store<u8>(to, 34);
  return to + 1;
}

function cell(to: usize, field: u32): usize {
  return comma(text(to, field));
}

function comma(to: usize): usize {
  store<u8>(to, 44);
  return to + 1;
}

/** The columns are those of `recordColumns` in libs/rating. */
function writeRecord(to: usize, position: u32, at: i64, seconds: u64, membership: u32): usize {
  to = copy(to, prefix, prefixLength); // columns: run_id, source_key
  to = wholeNumber(to, position); // column: position
  to = copy(to, kindText, kindLength); // column: kind
  to = cell(to, Field.AwsAccountId); // column: account_id
  to = cell(to, transactionField); // column: transaction_id
  to = cell(to, Field.CallId); // column: call_id
  to = cell(to, ownerField); // column: connector_or_application
  to = cell(to, Field.Direction); // column: direction
  to = comma(writeNumber(to, sourceField)); // column: source_number
  to = comma(writeNumber(to, Field.DestinationPhoneNumber)); // column: destination_number
  to = cell(to, countryField); // column: source_country
  to = cell(to, Field.DestinationCountry); // column: destination_country
  to = comma(moment(to, at)); // column: started_at
  to = wholeNumber(to, seconds); // column: billed_seconds
  // column: late
  if (membership == Membership.Late) {
    store<u64>(to, 0x2c657572742c); // ,true,
    return to + 6;
  }
  store<u64>(to, 0x2c65736c61662c); // ,false,
  return to + 7;
}

/** The columns are those of `ratedColumns` in libs/rating. */
function writeRow(
  position: u32,
  at: i64,
  seconds: u64,
  cost: u64,
  membership: u32,
  tier: usize,
  usedBefore: u64,
): void {
  let to = writeRecord(rated.at, position, at, seconds, membership);
  to = copy(to, Tier.head(tier), Tier.headLength(tier)); // columns: service_code ... line
  to = comma(wholeNumber(to, seconds)); // column: line_seconds
  to = wholeNumber(to, usedBefore); // column: used_before_seconds
  to = copy(to, Tier.tail(tier), Tier.tailLength(tier)); // columns: tier_begin_seconds ... price_to
  const shown = cost / 60;
  const rest = <u32>(cost - shown * 60);
  // Half to even, as `divide` in libs/pricing.
  const up = rest > 30 || (rest == 30 && (shown & 1) == 1);
  to = comma(tenPlaces(to, shown + (up ? 1 : 0))); // column: cost
  to = wholeNumber(to, cost); // column: cost_exact
  // column: rounding
  store<u64>(to, 0x76652d666c61682c); // ,half-ev
  store<u32>(to + 8, 0x0a0d6e65); // en, and CR LF
  rated.at = to + 12;
}

/** The columns are those of `unratedColumns` in libs/rating: after those of the record, service code, usage type and reason. */
function writeUnratedRow(position: u32, at: i64, seconds: u64, membership: u32): void {
  let to = writeRecord(unrated.at, position, at, seconds, membership);
  to = cell(to, Field.ServiceCode);
  to = cell(to, Field.UsageType);
  to = Reason.write(to, reason);
  store<u16>(to, 0x0a0d);
  unrated.at = to + 2;
}
