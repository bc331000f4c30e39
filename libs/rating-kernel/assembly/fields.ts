// The fields of one document that rating asks for, and where in the text their values stand.
import { finish, mix, same } from './bytes';

/** The fields, by number. The host names them in this order: see `fieldNames` in kernel.ts. */
export const enum Field {
  AwsAccountId,
  TransactionId,
  CallId,
  VoiceConnectorId,
  SipApplicationId,
  Direction,
  SourcePhoneNumber,
  DestinationPhoneNumber,
  SourceCountry,
  DestinationCountry,
  UsageType,
  ServiceCode,
  SchemaVersion,
  BillableDurationSeconds,
  StartTimeEpochSeconds,
  EndTimeEpochSeconds,
  TimeStampEpochSeconds,
  BillableVoiceFocusSeconds,
  CdrId,
  CallerPhoneNumber,
  CallerCountry,
  Count,
  /** Any other field: it must be JSON, and is passed over. */
  Other = 255,
}

/** What a field holds. `Absent` must be 0: that is what `forget` leaves. */
export const enum Holds {
  Absent,
  Text,
  /** A text that CSV must quote: with a comma, a quote or a line break in it. */
  TextToQuote,
  /** Digits without a sign, a fraction or zeros in front. */
  Digits,
  /** Something else. */
  Else,
}

const size: u32 = 12;
const table: usize = memory.data(<i32>(12 * 21));

/** Forgets the fields of the document before. */
export function forget(): void {
  memory.fill(table, 0, size * Field.Count);
}

export function remember(field: u32, holds: u32, from: usize, length: u32): void {
  const at = table + field * size;
  store<u32>(at, holds);
  store<u32>(at, <u32>from, 4);
  store<u32>(at, length, 8);
}

export function holds(field: u32): u32 {
  return load<u32>(table + field * size);
}

export function textOf(field: u32): usize {
  return load<u32>(table + field * size, 4);
}

export function lengthOf(field: u32): u32 {
  return load<u32>(table + field * size, 8);
}

// Names by their hash: 64 places for 21 names. Each place has the name's address, its length and its field.
const places: u32 = 64;
const names: usize = memory.data(64 * 12);

/** Makes a name known. The text must stay where it is. */
export function nameField(field: u32, name: usize, length: u32): void {
  let place = placeOf(name, length);
  while (load<u32>(names + place * 12) != 0) place = (place + 1) & (places - 1);
  const at = names + place * 12;
  store<u32>(at, <u32>name);
  store<u32>(at, length, 4);
  store<u32>(at, field, 8);
}

/** Which field a name means. */
export function fieldOf(name: usize, length: u32): u32 {
  let place = placeOf(name, length);
  while (true) {
    const at = names + place * 12;
    const known = load<u32>(at);
    if (known == 0) return Field.Other;
    if (load<u32>(at, 4) == length && same(known, name, length)) return load<u32>(at, 8);
    place = (place + 1) & (places - 1);
  }
}

function placeOf(name: usize, length: u32): u32 {
  let hash = mix(0, length);
  if (length >= 8) hash = mix(mix(hash, load<u64>(name)), load<u64>(name + length - 8));
  else if (length > 0) hash = mix(hash, load<u64>(name) & (((<u64>1) << (<u64>length * 8)) - 1));
  return (<u32>finish(hash)) & (places - 1);
}
