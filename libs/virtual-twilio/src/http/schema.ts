/** The part of OpenAPI 3.0 schemas that Twilio's description uses. */
export type TwilioSchema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly enum?: readonly unknown[];
  readonly nullable?: boolean;
  readonly properties?: Readonly<Record<string, TwilioSchema>>;
  readonly items?: TwilioSchema;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
};

const prefix = '#/components/schemas/';

/**
 * A schema without references, as JSON Schema, in which these faults of the published description are corrected:
 *
 * - enumerations are not nullable, although Twilio's own examples contain null;
 * - patterns of SIDs refuse a blank, which Twilio documents for clearing and uses in its example answers;
 * - some fields are described as numbers but are strings in answers (`latitude`);
 * - URLs must be absolute, although those in answers may be relative.
 */
export const withPublishedFaultsMended = (
  schema: TwilioSchema,
  named: Readonly<Record<string, TwilioSchema>>,
  what: 'request' | 'answer',
): TwilioSchema => {
  const mend = ({ $ref, nullable = false, ...rest }: TwilioSchema): TwilioSchema => {
    if ($ref !== undefined) {
      const found = named[$ref.slice(prefix.length)];
      if (!found) throw new Error(`Cannot read the description: expected a schema for ${$ref}`);
      return mend({ ...found, nullable: nullable || (what === 'answer' && found.enum !== undefined) });
    }
    const { type, pattern, enum: values, properties, items, minLength: _shortest, ...others } = rest;
    const types = typeOf(type, nullable, what);
    return {
      ...others,
      ...(types && { type: types }),
      ...(pattern !== undefined && { pattern: `^(${pattern.replace(/^\^|\$$/g, '')})?$` }),
      ...(values && { enum: nullable ? [...values, null] : values }),
      ...(rest.format === 'uri' && what === 'request' && { format: 'absolute-uri' }),
      ...(properties && {
        properties: Object.fromEntries(Object.entries(properties).map(([name, it]) => [name, mend(it)])),
      }),
      ...(items && { items: mend(items) }),
    };
  };
  return mend(schema);
};

const typeOf = (
  type: TwilioSchema['type'],
  nullable: boolean,
  what: 'request' | 'answer',
): TwilioSchema['type'] => {
  if (type === undefined) return undefined;
  const all = [type, what === 'answer' && type === 'number' ? 'string' : [], nullable ? 'null' : []].flat();
  const [only] = all;
  return all.length === 1 ? only : all;
};

/** Fields that Twilio's own examples have, but its schemas do not. */
const extras: Readonly<Record<string, readonly string[]>> = {
  api_call: ['annotation'],
  number: ['subresource_uris'],
};

/** A search for numbers has no pages, although its description has them (docs, "AvailablePhoneNumberLocal resource"). */
const withoutPages = new Set(['ListAvailablePhoneNumberLocal']);

const isPaging = (name: string): boolean => /^(start|end|page|page_size|\w+_page_uri)$/.test(name);

/** A schema whose objects must have all of their properties and no others: by the published one, `{}` is always valid. */
export const completed = (schema: TwilioSchema, operation: string): TwilioSchema => {
  const more = /IncomingPhoneNumber/.test(operation)
    ? extras['number']
    : /Call$/.test(operation)
      ? extras['api_call']
      : [];
  const complete = (it: TwilioSchema): TwilioSchema => ({
    ...it,
    ...(it.items && { items: complete(it.items) }),
    ...(it.properties && {
      properties: {
        ...Object.fromEntries((more ?? []).map((name) => [name, {}])),
        ...Object.fromEntries(Object.entries(it.properties).map(([name, inner]) => [name, complete(inner)])),
      },
      required: Object.keys(it.properties).filter((name) => !(withoutPages.has(operation) && isPaging(name))),
      additionalProperties: false,
    }),
  });
  return complete(schema);
};
