import { answerNames, type Context } from './context';

/**
 * The published sample's `key|value|key|value`, as a context. Names that the answer uses itself are left out, and so is a
 * last name without a value. A vertical bar in a value would be read as a separator: send such a value to the other routes.
 */
export const readPassData = (text: string): Context => {
  const parts = text.split('|');
  const pairs = parts.flatMap((key, at) =>
    at % 2 === 0 && at + 1 < parts.length && !(answerNames as readonly string[]).includes(key)
      ? [[key, parts[at + 1] as string] as const]
      : [],
  );
  return Object.fromEntries(pairs);
};
