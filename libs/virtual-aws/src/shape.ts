/** The form of a value in a request or an answer, as the SDK's tables describe it. */
export type Shape =
  | { readonly kind: 'text' | 'number' | 'boolean' | 'anything' }
  /** ISO 8601 text, or seconds since 1970 as a number. */
  | { readonly kind: 'time'; readonly as: 'text' | 'seconds' }
  | { readonly kind: 'list' | 'map'; readonly of: Shape }
  | Structure;

/**
 * A structure, by the API's name for it, such as `CreateSipRuleRequest`. Its members are read from the tables when they
 * are first used, since a structure may contain itself.
 */
export type Structure = {
  readonly kind: 'structure';
  readonly name: string;
  readonly members: readonly Member[];
};

/** One member of a structure. */
export type Member = {
  readonly name: string;
  readonly required: boolean;
  /** Where a request carries it. */
  readonly place: MemberPlace;
  readonly shape: Shape;
};

/** In the path, in the query under a name of its own, or in the JSON body. */
export type MemberPlace =
  { readonly in: 'path' } | { readonly in: 'query'; readonly as: string } | { readonly in: 'body' };

/**
 * Reads a shape out of the tables. They are arrays to be small (github.com/smithy-lang/smithy-typescript, packages
 * types, `schema/static-schemas.ts`): a number for a simple shape, a function for one that is defined further down, a pair
 * for one with traits, and else `[kind, namespace, name, traits, …]`.
 *
 * @throws for a kind that is not known here: the SDK has got a new one
 */
export const shapeOf = (reference: unknown): Shape => {
  if (typeof reference === 'function') return shapeOf(reference());
  if (typeof reference === 'number') return simple(reference);
  if (reference === 'unit') return { kind: 'structure', name: '', members: [] };
  if (!Array.isArray(reference)) throw unknownShape(reference);
  if (reference.length === 2) return shapeOf(reference[0]);
  const [kind, , name, , ...rest] = reference;
  switch (kind) {
    case 0:
      return shapeOf(rest[0]);
    case 1:
      return { kind: 'list', of: shapeOf(rest[0]) };
    case 2:
      return { kind: 'map', of: shapeOf(rest[1]) };
    case 3:
    case 4: // a union: a structure of which one member is present
      return structure(name, rest[0], rest[1], rest[2] ?? 0);
    default:
      throw unknownShape(reference);
  }
};

/** The members that are required come first. */
const structure = (
  name: string,
  names: readonly string[],
  references: readonly unknown[],
  required: number,
): Structure => {
  let members: readonly Member[] | undefined;
  return {
    kind: 'structure',
    name,
    get members() {
      members ??= names.map((member, at) => ({
        name: member,
        required: at < required,
        place: placeOf(references[at]),
        shape: shapeOf(references[at]),
      }));
      return members;
    },
  };
};

const httpLabel = 1;

const placeOf = (reference: unknown): MemberPlace => {
  const traits: unknown = Array.isArray(reference) && reference.length === 2 ? reference[1] : 0;
  if (traits === httpLabel) return { in: 'path' };
  if (typeof traits === 'object' && traits && 'httpQuery' in traits)
    return { in: 'query', as: String(traits.httpQuery) };
  return { in: 'body' };
};

const lists = 64;
const maps = 128;

const simple = (code: number): Shape => {
  if (code >= maps) return { kind: 'map', of: simple(code - maps) };
  if (code >= lists) return { kind: 'list', of: simple(code - lists) };
  const shape = shapes[code];
  if (!shape) throw unknownShape(code);
  return shape;
};

/** By the codes of smithy-typescript; a time without a format is written in seconds (Smithy, "restJson1"). */
const shapes: Readonly<Record<number, Shape>> = {
  0: { kind: 'text' },
  1: { kind: 'number' },
  2: { kind: 'boolean' },
  4: { kind: 'time', as: 'seconds' },
  5: { kind: 'time', as: 'text' },
  7: { kind: 'time', as: 'seconds' },
  15: { kind: 'anything' },
};

const unknownShape = (reference: unknown): Error =>
  new Error(
    `Cannot read ${JSON.stringify(reference)} in the SDK's tables: expected a kind of shape known here`,
  );
