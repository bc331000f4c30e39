/**
 * Which of two texts comes first, by code points: the order of their bytes in UTF-8, in which S3 lists keys and Spark sorts. The
 * same on every machine, which a locale's is not.
 */
export const inOrder = (a: string, b: string): number => {
  if (a === b) return 0;
  let at = 0;
  while (at < a.length && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  if (at === a.length || at === b.length) return a.length - b.length;
  const [x, y] = [a.charCodeAt(at), b.charCodeAt(at)];
  // A character beyond the first 65,536 is two code units that are less than some of a single one.
  if (isSurrogate(x) !== isSurrogate(y)) return isSurrogate(x) ? 1 : -1;
  return x - y;
};

const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;
