/**
 * What a document says, as text: the same for two copies that differ only in blanks, in the order of their fields, or in
 * how they write a number (6 or 6.0). JSON with the names in order.
 */
export const contentOf = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(contentOf).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${contentOf(member)}`).join(',')}}`;
};
