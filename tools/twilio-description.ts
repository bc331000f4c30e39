import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Shortens Twilio's published OpenAPI description to the operations that libs/virtual-twilio simulates:
 *
 *   npm pack @twilio-alpha/mcp@0.7.0 && tar xzf twilio-alpha-mcp-0.7.0.tgz
 *   npx tsx tools/twilio-description.ts package/twilio-oai/spec/json
 *
 * Kept are paths, parameters, forms and schemas as published; descriptions, examples and everything else are left out.
 * The description is licensed under the Apache License 2.0, which the result names.
 */
const wanted: Readonly<Record<string, readonly RegExp[]>> = {
  twilio_api_v2010: [
    /^\/2010-04-01\/Accounts\/\{Sid\}\.json$/,
    /\/SIP\/Domains(\/\{Sid\})?\.json$/,
    /\/SIP\/Domains\/\{DomainSid\}\/Auth\/(Calls|Registrations)\/CredentialListMappings(\/\{Sid\})?\.json$/,
    /\/SIP\/CredentialLists(\/\{Sid\})?\.json$/,
    /\/SIP\/CredentialLists\/\{CredentialListSid\}\/Credentials(\/\{Sid\})?\.json$/,
    /\/AvailablePhoneNumbers\/\{CountryCode\}\/Local\.json$/,
    /\/IncomingPhoneNumbers(\/\{Sid\})?\.json$/,
    /\/Accounts\/\{AccountSid\}\/Addresses(\/\{Sid\})?\.json$/,
    /\/Accounts\/\{AccountSid\}\/Calls(\/\{Sid\})?\.json$/,
  ],
  twilio_voice_v1: [/^\/v1\/DialingPermissions\/Countries(\/\{IsoCode\})?$/],
  twilio_monitor_v1: [/^\/v1\/Alerts$/],
};

type Json = { readonly [name: string]: unknown };

const noise = new Set(['description', 'summary', 'example', 'examples', 'x-twilio', 'title', 'deprecated']);

/** The same without words for people. Names of properties are kept, whatever they are. */
const shortened = (value: unknown, isNames = false): unknown => {
  if (Array.isArray(value)) return value.map((item) => shortened(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => isNames || !noise.has(name))
      .map(([name, inner]) => [name, shortened(inner, name === 'properties' && !isNames)]),
  );
};

const contentOf = (part: Json | undefined, type: string): unknown =>
  (part?.['content'] as Record<string, Json> | undefined)?.[type]?.['schema'];

const refsIn = (value: unknown): readonly string[] =>
  [...JSON.stringify(value).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name = '']) => name);

const main = (folder: string): void => {
  const operations: Json[] = [];
  const schemas: Record<string, unknown> = {};
  for (const [file, patterns] of Object.entries(wanted)) {
    const published = JSON.parse(readFileSync(join(folder, `${file}.json`), 'utf8'));
    const keep = (names: readonly string[]): void => {
      for (const name of names) {
        if (name in schemas) continue;
        schemas[name] = shortened(published.components.schemas[name]);
        keep(refsIn(schemas[name]));
      }
    };
    for (const [path, methods] of Object.entries<Record<string, Json>>(published.paths)) {
      if (!patterns.some((pattern) => pattern.test(path))) continue;
      for (const method of ['get', 'post', 'delete']) {
        const operation = methods[method];
        if (!operation) continue;
        const [status = '', answer] = Object.entries(operation['responses'] as Record<string, Json>)[0] ?? [];
        const form = contentOf(
          operation['requestBody'] as Json | undefined,
          'application/x-www-form-urlencoded',
        );
        const body = contentOf(answer, 'application/json');
        const kept = {
          id: operation['operationId'],
          method: method.toUpperCase(),
          path,
          parameters: shortened(operation['parameters'] ?? []),
          ...(form !== undefined && { form: shortened(form) }),
          status: Number(status),
          ...(body !== undefined && { answer: shortened(body) }),
        };
        operations.push(kept);
        keep(refsIn(kept));
      }
    }
  }
  const file = 'libs/virtual-twilio/description/twilio-api.json';
  const about =
    "Shortened from Twilio's OpenAPI description (github.com/twilio/twilio-oai, as in npm @twilio-alpha/mcp 0.7.0), " +
    'copyright Twilio Inc., Apache License 2.0 (https://www.apache.org/licenses/LICENSE-2.0). Changed: only the operations ' +
    'that virtual-twilio simulates, without descriptions and examples. Made by tools/twilio-description.ts';
  mkdirSync(dirname(file), { recursive: true });
  const lines = operations.map((operation) => `    ${JSON.stringify(operation)}`).join(',\n');
  const named = Object.entries(schemas).map(
    ([name, schema]) => `    ${JSON.stringify(name)}: ${JSON.stringify(schema)}`,
  );
  writeFileSync(
    file,
    `{\n  "about": ${JSON.stringify(about)},\n  "operations": [\n${lines}\n  ],\n  "schemas": {\n${named.join(',\n')}\n  }\n}\n`,
  );
  console.log(`${operations.length} operations, ${Object.keys(schemas).length} schemas`);
};

main(process.argv[2] ?? '');
