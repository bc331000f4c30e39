// Reads one JSON object, strictly. What it accepts, JSON.parse accepts too, and with the same values; whatever it is not
// sure of, it leaves to the host.
import { copy, same } from './bytes';
import { Field, fieldOf, forget, Holds, remember } from './fields';

/** The members of a record come in the same order as in the one before, nearly always: so each is guessed first. */
const guessSize: u32 = 112;
const longestGuess: u32 = 80;
const guessed: usize = memory.data(48 * 112);
const lastGuess: usize = guessed + 47 * guessSize;

function skipBlanks(at: usize): usize {
  while (true) {
    const byte = load<u8>(at);
    if (byte > 32 || !(byte == 32 || byte == 10 || byte == 13 || byte == 9)) return at;
    at++;
  }
}

/** Where the text of a document continues after blanks. The input ends with a byte that is no blank. */
export function afterBlanks(at: usize): usize {
  return skipBlanks(at);
}

let hasComma: bool = false;
let hasForeign: bool = false;

/**
 * Where the quotes close that have opened before `at`; 0 if the text has an escape or a control character in it.
 * Notes commas, and characters beyond ASCII.
 */
function closingQuote(at: usize): usize {
  hasComma = false;
  hasForeign = false;
  while (true) {
    const block = v128.load(at);
    const quotes = i8x16.bitmask(i8x16.eq(block, i8x16.splat(34)));
    // Signed, so that bytes beyond ASCII are less than a blank, as control characters are.
    const odd = i8x16.bitmask(v128.or(i8x16.lt_s(block, i8x16.splat(32)), i8x16.eq(block, i8x16.splat(92))));
    const commas = i8x16.bitmask(i8x16.eq(block, i8x16.splat(44)));
    const before = quotes == 0 ? 0xffff : (quotes & -quotes) - 1;
    if ((odd & before) != 0 && !onlyForeign(at, odd & before)) return 0;
    if ((commas & before) != 0) hasComma = true;
    if (quotes != 0) return at + ctz(quotes);
    at += 16;
  }
}

function onlyForeign(at: usize, odd: i32): bool {
  hasForeign = true;
  while (odd != 0) {
    if (load<u8>(at + ctz(odd)) < 128) return false;
    odd &= odd - 1;
  }
  return true;
}

/** Where a number ends; 0 if it is none. Sets `plain` if it is nothing but digits. */
let plain: bool = false;
function endOfNumber(at: usize): usize {
  const start = at;
  plain = false;
  if (load<u8>(at) == 45) at++;
  const whole = at;
  at = afterDigits(at);
  if (at == whole || (load<u8>(whole) == 48 && at > whole + 1)) return 0;
  plain = whole == start;
  if (load<u8>(at) == 46) {
    plain = false;
    const from = at + 1;
    at = afterDigits(from);
    if (at == from) return 0;
  }
  if ((load<u8>(at) | 32) == 101) {
    plain = false;
    at++;
    if (load<u8>(at) == 43 || load<u8>(at) == 45) at++;
    const from = at;
    at = afterDigits(from);
    if (at == from) return 0;
  }
  return at;
}

function afterDigits(at: usize): usize {
  while (<u32>load<u8>(at) - 48 < 10) at++;
  return at;
}

/** Reads the object that starts at `at`, and remembers its fields. Returns where it ends, or 0 if the host must read it. */
export function readDocument(at: usize): usize {
  forget();
  at = skipBlanks(at + 1);
  let guess = guessed;
  while (true) {
    if (load<u8>(at) != 34) return 0;
    let field: u32;
    const guessLength = load<u32>(guess);
    if (guessLength != 0 && same(guess + 16, at, guessLength)) {
      field = load<u32>(guess, 4);
      at += guessLength;
    } else {
      const name = at + 1;
      const end = closingQuote(name);
      if (end == 0) return 0;
      field = fieldOf(name, <u32>(end - name));
      const colon = skipBlanks(end + 1);
      if (load<u8>(colon) != 58) return 0;
      if (colon == end + 1 && colon + 1 - at <= longestGuess) {
        store<u32>(guess, <u32>(colon + 1 - at));
        store<u32>(guess, field, 4);
        copy(guess + 16, at, <u32>(colon + 1 - at));
      }
      at = colon + 1;
    }
    at = readValue(skipBlanks(at), field);
    if (at == 0) return 0;
    at = skipBlanks(at);
    const next = load<u8>(at);
    if (next == 125) return at + 1;
    if (next != 44) return 0;
    at = skipBlanks(at + 1);
    if (guess < lastGuess) guess += guessSize;
  }
}

function readValue(at: usize, field: u32): usize {
  const first = load<u8>(at);
  if (first == 34) {
    const end = closingQuote(at + 1);
    if (end == 0) return 0;
    if (field != Field.Other) {
      if (hasForeign) return 0;
      remember(field, hasComma ? Holds.TextToQuote : Holds.Text, at + 1, <u32>(end - at - 1));
    }
    return end + 1;
  }
  if (<u32>first - 48 < 10 || first == 45) {
    const end = endOfNumber(at);
    if (end != 0 && field != Field.Other)
      remember(field, plain ? Holds.Digits : Holds.Else, at, <u32>(end - at));
    return end;
  }
  // Literals by their letters: true, null, false.
  let end: usize = 0;
  const word = load<u32>(at);
  if (word == 0x65757274 || word == 0x6c6c756e) end = at + 4;
  else if (word == 0x736c6166 && load<u8>(at + 4) == 101) end = at + 5;
  if (end != 0 && field != Field.Other) remember(field, Holds.Else, at, <u32>(end - at));
  return end;
}
