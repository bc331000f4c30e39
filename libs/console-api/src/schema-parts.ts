/** Parts of JSON Schema 2020-12, which OpenAPI 3.1 uses. */
export type Schema = Readonly<Record<string, unknown>>;

export const text = { type: 'string' };
export const flag = { type: 'boolean' };
export const count = { type: 'integer', minimum: 0 };
export const amount = { type: 'number' };
export const time = { type: 'string', format: 'date-time', description: 'ISO 8601, UTC.' };
export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
export const listOf = (items: Schema): Schema => ({ type: 'array', items });
export const oneOf = (...values: readonly string[]): Schema => ({ enum: values });
export const mapOf = (values: Schema): Schema => ({ type: 'object', additionalProperties: values });
export const described = (schema: Schema, description: string): Schema => ({ ...schema, description });

/** An object that has no other fields. */
export const object = (
  required: Readonly<Record<string, Schema>>,
  optional: Readonly<Record<string, Schema>> = {},
): Schema => ({
  type: 'object',
  properties: { ...required, ...optional },
  required: Object.keys(required),
  additionalProperties: false,
});

/** A page of a list, with the token of the next page. */
export const page = (items: Readonly<Record<string, Schema>>): Schema =>
  object(items, { next: described(text, 'The token of the next page. The last page has none.') });
