/** Parts of JSON Schema 2020-12, which OpenAPI 3.1 uses. */
export type JsonSchema = Readonly<Record<string, unknown>>;

export const text = { type: 'string' };
export const flag = { type: 'boolean' };
export const count = { type: 'integer', minimum: 0 };
export const amount = { type: 'number' };
export const time = { type: 'string', format: 'date-time', description: 'ISO 8601, UTC.' };
export const phoneNumber = {
  type: 'string',
  pattern: '^\\+[1-9]\\d{1,14}$',
  description: 'A phone number in E.164 form, such as +12065550100.',
};
export const refTo = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });
export const listOf = (items: JsonSchema): JsonSchema => ({ type: 'array', items });
export const oneOfTexts = (...values: readonly string[]): JsonSchema => ({ enum: values });
export const mapOf = (values: JsonSchema): JsonSchema => ({ type: 'object', additionalProperties: values });
export const described = (schema: JsonSchema, description: string): JsonSchema => ({
  ...schema,
  description,
});

/** An object that has no other fields. */
export const objectOf = (
  required: Readonly<Record<string, JsonSchema>>,
  optional: Readonly<Record<string, JsonSchema>> = {},
): JsonSchema => ({
  type: 'object',
  properties: { ...required, ...optional },
  required: Object.keys(required),
  additionalProperties: false,
});

/** A page of a list, with the token of the next page. */
export const pageOf = (items: Readonly<Record<string, JsonSchema>>): JsonSchema =>
  objectOf(items, { next: described(text, 'The token of the next page. The last page has none.') });
