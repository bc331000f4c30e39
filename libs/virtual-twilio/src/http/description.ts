import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import type { Issue } from '@dialplane/basics';
import published from '../../description/twilio-api.json';
import { completed, type TwilioSchema, withPublishedFaultsMended } from './schema';

type Published = {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly form?: TwilioSchema;
  readonly status: number;
  readonly answer?: TwilioSchema;
};

type Parameter = {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: TwilioSchema;
};

/** One operation of Twilio's REST API, from its OpenAPI description. */
export type DescribedOperation = {
  /** Such as `CreateSipDomain`. */
  readonly id: string;
  readonly method: string;
  readonly path: readonly string[];
  /** The HTTP status of a successful answer. */
  readonly status: number;
  /** Converts text values to the types of the schema, in place. Lists every rule that they break. */
  readonly checkQuery: Check;
  readonly checkForm: Check;
  readonly checkAnswer: Check;
  /** Names of parameters that may be repeated. */
  readonly lists: ReadonlySet<string>;
};

type Check = (value: unknown) => readonly Issue[];

const ajvWith = (coerceTypes: boolean): Ajv => {
  const ajv = new Ajv({ allErrors: true, coerceTypes, strict: false, validateFormats: true });
  for (const [name, format] of Object.entries(formats)) ajv.addFormat(name, format);
  return ajv;
};

const absoluteUrl = (text: string): boolean =>
  text === '' || (/^https?:\/\/\S+$/.test(text) && URL.canParse(text));

/** The formats in the description. Twilio documents a blank URL as the way to clear one. */
const formats: Readonly<Record<string, RegExp | ((text: string) => boolean) | true>> = {
  uri: (text) => text.startsWith('/') || absoluteUrl(text),
  'absolute-uri': absoluteUrl,
  'date-time-rfc-2822': /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000$/,
  'date-time': /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?Z)?$/,
  'iso-country-code': /^[A-Z]{2}$/,
  'http-method': /^(GET|POST)$/,
  'phone-number': true,
  'phone-number-capabilities': true,
  'uri-map': true,
  currency: /^[A-Z]{3}$/,
  int64: true,
  endpoint: true,
  twiml: true,
};

const schemas = published.schemas as Readonly<Record<string, TwilioSchema>>;

const issuesOf = (errors: readonly ErrorObject[] | null | undefined): readonly Issue[] =>
  (errors ?? []).map(({ instancePath, message = '', params }) => ({
    path: instancePath.slice(1).replaceAll('/', '.'),
    message: `${message}${'additionalProperty' in params ? ` (${params['additionalProperty']})` : ''}`,
  }));

/** Compiled on first use: compiling all takes half a second. */
const lazily = (ajv: Ajv, schema: () => object): Check => {
  let validate: ValidateFunction | undefined;
  return (value) => {
    validate ??= ajv.compile(schema());
    return validate(value) ? [] : issuesOf(validate.errors);
  };
};

const texts = ajvWith(true);
const answers = ajvWith(false);

const operationOf = (operation: Published): DescribedOperation => {
  const query = operation.parameters.filter((it) => it.in === 'query');
  const queryForm: TwilioSchema = {
    type: 'object',
    properties: Object.fromEntries(query.map(({ name, schema }) => [name, schema])),
    required: query.filter(({ required }) => required).map(({ name }) => name),
  };
  const form = operation.form ?? { type: 'object', properties: {} };
  const request = (schema: TwilioSchema) => () =>
    withPublishedFaultsMended({ ...schema, additionalProperties: false }, schemas, 'request');
  return {
    id: operation.id,
    method: operation.method,
    path: operation.path.split('/'),
    status: operation.status,
    checkQuery: lazily(texts, request(queryForm)),
    checkForm: lazily(texts, request(form)),
    checkAnswer: operation.answer
      ? lazily(answers, () =>
          completed(
            withPublishedFaultsMended(operation.answer as TwilioSchema, schemas, 'answer'),
            operation.id,
          ),
        )
      : () => [],
    lists: new Set(
      Object.entries({ ...queryForm.properties, ...form.properties })
        .filter(([, { type }]) => type === 'array')
        .map(([name]) => name),
    ),
  };
};

/** Every described operation: those that Dialplane uses, and related ones. */
export const describedOperations: readonly DescribedOperation[] = (
  published.operations as readonly Published[]
).map(operationOf);
