// Numbers and moments as text.

const pairs: usize = memory.data(208);
for (let i: u32 = 0; i < 100; i++) {
  store<u8>(pairs + i * 2, <u8>(48 + i / 10));
  store<u8>(pairs + i * 2 + 1, <u8>(48 + (i % 10)));
}

function twoDigits(to: usize, value: u32): usize {
  store<u16>(to, load<u16>(pairs + value * 2));
  return to + 2;
}

function eightDigits(to: usize, value: u32): usize {
  const high = value / 10000;
  const low = value % 10000;
  twoDigits(to, high / 100);
  twoDigits(to + 2, high % 100);
  twoDigits(to + 4, low / 100);
  return twoDigits(to + 6, low % 100);
}

/** Writes a number below 10^8 without zeros in front. */
function shortNumber(to: usize, value: u32): usize {
  let length: u32 = 1;
  for (let limit: u32 = 10; length < 8 && value >= limit; limit *= 10) length++;
  let at = to + length;
  while (value >= 100) {
    at -= 2;
    twoDigits(at, value % 100);
    value /= 100;
  }
  if (value >= 10) twoDigits(at - 2, value);
  else store<u8>(at - 1, <u8>(48 + value));
  return to + length;
}

/** Writes a whole number, 0 or more. Returns where it ends. */
export function wholeNumber(to: usize, value: u64): usize {
  if (value < 100000000) return shortNumber(to, <u32>value);
  const high = value / 100000000;
  return eightDigits(wholeNumber(to, high), <u32>(value - high * 100000000));
}

/** Writes a number of 10^-10 with all its ten places. */
export function tenPlaces(to: usize, value: u64): usize {
  const units = value / 10000000000;
  const rest = value - units * 10000000000;
  to = wholeNumber(to, units);
  store<u8>(to, 46);
  const high = rest / 100;
  return twoDigits(eightDigits(to + 1, <u32>high), <u32>(rest - high * 100));
}

let cachedDay: i64 = -1;
const cachedDate: usize = memory.data(16);

/** Writes seconds since 1970, up to the year 9999, as ISO 8601 in UTC: `2020-01-31T23:59:59Z`. */
export function moment(to: usize, at: i64): usize {
  const day = at / 86400;
  if (day != cachedDay) {
    writeDate(day);
    cachedDay = day;
  }
  v128.store(to, v128.load(cachedDate));
  const seconds = <u32>(at - day * 86400);
  const minutes = seconds / 60;
  store<u8>(to + 10, 84); // T
  twoDigits(to + 11, minutes / 60);
  store<u8>(to + 13, 58); // :
  twoDigits(to + 14, minutes % 60);
  store<u8>(to + 16, 58);
  twoDigits(to + 17, seconds - minutes * 60);
  store<u8>(to + 19, 90); // Z
  return to + 20;
}

let year: u32 = 0;
let month: u32 = 0;

/** The date of a day since 1970, by the proleptic Gregorian calendar: howardhinnant.github.io/date_algorithms.html */
function civilDay(day: i64): u32 {
  const z = <u32>(day + 719468);
  const era = z / 146097;
  const dayOfEra = z - era * 146097;
  const yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
  const dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
  const shifted = (5 * dayOfYear + 2) / 153;
  month = shifted < 10 ? shifted + 3 : shifted - 9;
  year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return dayOfYear - (153 * shifted + 2) / 5 + 1;
}

function writeDate(day: i64): void {
  const date = civilDay(day);
  twoDigits(cachedDate, year / 100);
  twoDigits(cachedDate + 2, year % 100);
  store<u8>(cachedDate + 4, 45); // -
  twoDigits(cachedDate + 5, month);
  store<u8>(cachedDate + 7, 45);
  twoDigits(cachedDate + 8, date);
}

let monthDay: i64 = -1;
let monthIndex: u32 = 0;

/** The calendar month in UTC, counted from year 0: 12 * year + month - 1. */
export function calendarMonth(at: i64): u32 {
  const day = at / 86400;
  if (day != monthDay) {
    civilDay(day);
    monthDay = day;
    monthIndex = year * 12 + month - 1;
  }
  return monthIndex;
}
