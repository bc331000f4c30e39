import type { ServiceOperation } from './service-operation';

/** The operation that a request is for, and what its path says. */
export type Route = {
  readonly operation: ServiceOperation;
  readonly labels: Readonly<Record<string, string>>;
};

/**
 * Finds the operation for a request. Where several share a path, the one that asks more of the query is meant:
 * `POST /phone-numbers/{id}?operation=restore` is not UpdatePhoneNumber.
 */
export const findRoute = (
  operations: readonly ServiceOperation[],
  { method, url }: { readonly method: string; readonly url: string },
): Route | undefined => {
  const { pathname, searchParams } = new URL(url);
  const parts = pathname.split('/').map(decode);
  return operations
    .filter(
      (it) => it.method === method && it.query.every(([name, value]) => searchParams.get(name) === value),
    )
    .sort((a, b) => b.query.length - a.query.length)
    .flatMap((operation) => {
      const labels = labelsOf(operation.path, parts);
      return labels ? [{ operation, labels }] : [];
    })[0];
};

const labelsOf = (
  path: readonly string[],
  parts: readonly string[],
): Readonly<Record<string, string>> | undefined => {
  if (path.length !== parts.length) return undefined;
  const labels: Record<string, string> = {};
  for (const [at, expected] of path.entries()) {
    const part = parts[at] ?? '';
    const label = labelIn(expected);
    if (label && part) labels[label] = part;
    else if (expected !== part) return undefined;
  }
  return labels;
};

const labelIn = (part: string): string | undefined => /^\{(.+)\}$/.exec(part)?.[1];

/** A path that is not URI-encoded text is taken as it is: it will name nothing. */
const decode = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};
