/** What references such as `$.External.status` are looked up in. */
export type Values = Readonly<Record<string, unknown>>;

const reference = /\$\.[A-Za-z]\w*(?:\.[\w-]+|\['[^']*'\]|\[\d+\])*/g;

/**
 * A text with its references filled in. A reference to a value that does not exist becomes the empty text: the service
 * documents no other, and a caller must never hear the reference itself or "null".
 */
export const filledIn = (text: string, values: Values): string =>
  text.replace(reference, (found) => asText(valueAt(found, values)));

/** Any value with the references of all its texts filled in. */
export const filledInDeep = (value: unknown, values: Values): unknown => {
  if (typeof value === 'string') return filledIn(value, values);
  if (Array.isArray(value)) return value.map((item) => filledInDeep(item, values));
  if (typeof value === 'object' && value)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filledInDeep(item, values)]));
  return value;
};

const valueAt = (path: string, values: Values): unknown =>
  [...path.slice(1).matchAll(/\.([\w-]+)|\['([^']*)'\]|\[(\d+)\]/g)]
    .map(([, name, quoted, index]) => name ?? quoted ?? index ?? '')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, key)
          ? (value as Values)[key]
          : undefined,
      values,
    );

const asText = (value: unknown): string =>
  value === undefined || value === null
    ? ''
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);
