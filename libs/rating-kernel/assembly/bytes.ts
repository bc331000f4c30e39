// Bytes in linear memory. Everything that is read has 64 bytes after it that may be read too, and everything that is
// written has as many after it that may be overwritten: so copies and comparisons go in steps of 16.

/** Copies `length` bytes, and up to 15 more. Returns where the copy ends. */
export function copy(to: usize, from: usize, length: u32): usize {
  const end = to + length;
  while (to < end) {
    v128.store(to, v128.load(from));
    to += 16;
    from += 16;
  }
  return end;
}

/** Whether two texts of the same length say the same. */
export function same(a: usize, b: usize, length: u32): bool {
  let left = <i32>length;
  while (left >= 16) {
    if (i8x16.bitmask(i8x16.eq(v128.load(a), v128.load(b))) != 0xffff) return false;
    a += 16;
    b += 16;
    left -= 16;
  }
  if (left == 0) return true;
  const wanted = (1 << left) - 1;
  return (i8x16.bitmask(i8x16.eq(v128.load(a), v128.load(b))) & wanted) == wanted;
}

const k1: u64 = 0x9e3779b97f4a7c15;
const k2: u64 = 0xd6e8feb86659fd93;

/** Mixes a number into a hash. */
export function mix(hash: u64, value: u64): u64 {
  hash = (hash ^ value) * k1;
  return (hash ^ (hash >> 32)) * k2;
}

/** Mixes a text into a hash, with its length, so that adjacent texts do not run together. */
export function mixText(hash: u64, text: usize, length: u32): u64 {
  hash = mix(hash, length);
  let left = <i32>length;
  while (left >= 8) {
    hash = mix(hash, load<u64>(text));
    text += 8;
    left -= 8;
  }
  if (left > 0) hash = mix(hash, load<u64>(text) & (((<u64>1) << (<u64>left * 8)) - 1));
  return hash;
}

/** The last step of a hash: every bit of it depends on every bit that went in. */
export function finish(hash: u64): u64 {
  hash = (hash ^ (hash >> 29)) * k1;
  return hash ^ (hash >> 32);
}
