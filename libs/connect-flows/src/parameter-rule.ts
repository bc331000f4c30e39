/** What a parameter of a block must be. Returns what is wrong, to follow "must be"; undefined if nothing is. */
export type ParameterRule = (value: unknown) => string | undefined;

/** Values such as `$.Attributes.name` are filled in when the flow runs. They are not checked before. */
export const isFlowReference = (value: unknown): boolean =>
  typeof value === 'string' && value.startsWith('$.');

const unlessReference =
  (rule: ParameterRule): ParameterRule =>
  (value) =>
    isFlowReference(value) ? undefined : rule(value);

export const mustBeText: ParameterRule = (value) => (typeof value === 'string' ? undefined : 'text');

export const mustBeOneOf = (...values: readonly string[]): ParameterRule =>
  unlessReference((value) =>
    values.includes(String(value)) && typeof value === 'string'
      ? undefined
      : `one of ${values.map((it) => `"${it}"`).join(', ')}`,
  );

/** The flow language has booleans as text. A JSON boolean is refused by the service. */
export const mustBeTrueOrFalse: ParameterRule = unlessReference((value) =>
  typeof value === 'string' && /^(true|false)$/i.test(value) ? undefined : 'the text "True" or "False"',
);

/** A whole number, as text or as a number. */
export const mustBeWholeNumber = (least: number, most: number): ParameterRule =>
  unlessReference((value) => {
    const number = /^-?\d+$/.test(String(value)) ? Number(value) : Number.NaN;
    return number >= least && number <= most ? undefined : `a whole number from ${least} to ${most}`;
  });

export const mustMatch = (pattern: RegExp, expected: string): ParameterRule =>
  unlessReference((value) => (typeof value === 'string' && pattern.test(value) ? undefined : expected));

export const mustBeObject: ParameterRule = (value) => (isObject(value) ? undefined : 'an object');

/** An object whose values are text, with keys that a pattern allows. */
export const mustBeTextMap =
  (keys = /^/, expected = 'any text'): ParameterRule =>
  (value) =>
    isObject(value) &&
    Object.entries(value).every(([key, item]) => keys.test(key) && typeof item === 'string')
      ? undefined
      : `an object of text, with keys of ${expected}`;

/** An object with known members. */
export const mustBeObjectWith =
  (members: Readonly<Record<string, ParameterRule>>): ParameterRule =>
  (value) => {
    if (!isObject(value)) return 'an object';
    for (const [name, item] of Object.entries(value)) {
      const rule = Object.hasOwn(members, name) ? members[name] : undefined;
      if (!rule) return `an object of ${Object.keys(members).join(', ')}, without "${name}"`;
      const wrong = rule(item);
      if (wrong) return `an object whose ${name} is ${wrong}`;
    }
    return undefined;
  };

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
