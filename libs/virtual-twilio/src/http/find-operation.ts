import type { DescribedOperation } from './description';

/** The operation of a request, and the values in its path. */
export type FoundOperation = {
  readonly operation: DescribedOperation;
  readonly path: Readonly<Record<string, string>>;
};

/** Finds the operation for a method and a path. */
export const findOperation = (
  operations: readonly DescribedOperation[],
  method: string,
  pathname: string,
): FoundOperation | undefined => {
  const parts = pathname.split('/').map(decode);
  for (const operation of operations) {
    const path = operation.method === method ? labelsOf(operation.path, parts) : undefined;
    if (path) return { operation, path };
  }
  return undefined;
};

const labelsOf = (
  expected: readonly string[],
  parts: readonly string[],
): Readonly<Record<string, string>> | undefined => {
  if (expected.length !== parts.length) return undefined;
  const labels: Record<string, string> = {};
  for (const [at, pattern] of expected.entries()) {
    const part = parts[at] ?? '';
    const [, before, name, after] = /^([^{]*)\{(\w+)\}(.*)$/.exec(pattern) ?? [];
    if (name === undefined || before === undefined || after === undefined) {
      if (pattern !== part) return undefined;
      continue;
    }
    if (!part.startsWith(before) || !part.endsWith(after) || part.length <= before.length + after.length)
      return undefined;
    labels[name] = part.slice(before.length, part.length - after.length);
  }
  return labels;
};

/** A path that is not valid URI encoding is used unchanged: it will match nothing. */
const decode = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};
