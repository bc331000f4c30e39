/**
 * Which of two texts comes first, by their UTF-8 bytes, without making them: the order in which S3 lists keys and Spark sorts. The
 * same on every machine, which a locale's is not.
 */
export const inOrder = (a: string, b: string): number => {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i += 1) {
    const [unitOfA, unitOfB] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (unitOfA !== unitOfB) return rank(unitOfA) - rank(unitOfB);
  }
  return a.length - b.length;
};

/**
 * In JavaScript's own order of UTF-16, the surrogates of code points from U+10000 on come before U+E000 to U+FFFF; in UTF-8
 * they come after.
 */
const rank = (unit: number): number => {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
};
