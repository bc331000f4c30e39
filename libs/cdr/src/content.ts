/**
 * What a document says, as text: the same for two copies that differ only in blanks, in the order of their fields, or in
 * how they write a number (6 or 6.0). JSON with the names in order.
 */
export const contentOf = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(contentOf).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = value as Readonly<Record<string, unknown>>;
  const names = Object.keys(fields).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${contentOf(fields[name])}`).join(',')}}`;
};
