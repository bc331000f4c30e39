import { describeIssues, fail, ok, type Issue, type Result } from '@dialplane/basics';
import { issuesIn } from './check-input';
import type { LimitOf } from './limit';
import type { Member, Shape } from './shape';
import type { Route } from './route';

/**
 * Reads the input of an operation out of a request: from the path, the query and the JSON body, and checks it. The
 * error lists everything that is wrong with it.
 */
export const readInput = async (
  { operation, labels }: Route,
  request: Request,
  limitOf: LimitOf,
): Promise<Result<Readonly<Record<string, unknown>>, string>> => {
  const body = await readBody(request);
  if (!body.ok) return fail(`Cannot read the body of ${operation.name}: ${body.error}`);
  const { searchParams } = new URL(request.url);
  const input: Record<string, unknown> = {};
  for (const member of operation.input.members) {
    const value = valueOf(member, { labels, query: searchParams, body: body.value });
    if (value !== undefined && value !== null) input[member.name] = value;
  }
  const issues: readonly Issue[] = issuesIn(operation.input, input, limitOf);
  return issues.length > 0 ? fail(`Cannot do ${operation.name}: ${describeIssues(issues)}`) : ok(input);
};

const readBody = async (request: Request): Promise<Result<Readonly<Record<string, unknown>>, string>> => {
  const text = await request.text();
  if (text === '') return ok({});
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value && !Array.isArray(value)) return ok({ ...value });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return fail('expected a JSON object');
};

type Carriers = {
  readonly labels: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
};

const valueOf = ({ name, place, shape }: Member, { labels, query, body }: Carriers): unknown => {
  switch (place.in) {
    case 'path':
      return labels[name];
    case 'query': {
      if (shape.kind === 'list') {
        const texts = query.getAll(place.as);
        return texts.length === 0 ? undefined : texts.map((text) => fromText(text, shape.of.kind));
      }
      const text = query.get(place.as);
      return text === null ? undefined : fromText(text, shape.kind);
    }
    case 'body':
      return withBooleans(shape, body[name]);
  }
};

/** CloudFormation and some clients send booleans in a body as text, and the services accept that. */
const withBooleans = (shape: Shape, value: unknown): unknown => {
  if (shape.kind === 'boolean') return value === 'true' || (value === 'false' ? false : value);
  if (shape.kind === 'list' && Array.isArray(value)) return value.map((item) => withBooleans(shape.of, item));
  if (shape.kind !== 'structure' || typeof value !== 'object' || value === null) return value;
  const fields: Record<string, unknown> = { ...value };
  for (const { name, shape: inner } of shape.members)
    if (fields[name] !== undefined) fields[name] = withBooleans(inner, fields[name]);
  return fields;
};

/** A query carries text only. What does not read as its kind stays text, and is refused as such. */
const fromText = (text: string, kind: string): unknown => {
  if (kind === 'number' && /^-?\d+$/.test(text)) return Number(text);
  if (kind === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
};
