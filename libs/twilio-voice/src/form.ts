/** The fields of a form in the order they came. Blank values and repeated keys are kept: Twilio signs them too. */
export type FormFields = readonly (readonly [name: string, value: string])[];

/** Reads a form body or a query string. `undefined` if an escape in it cannot be decoded. */
export const parseForm = (text: string): FormFields | undefined => {
  try {
    return text
      .split('&')
      .filter((part) => part !== '')
      .map((part) => {
        const equals = part.indexOf('=');
        return equals === -1
          ? ([decode(part), ''] as const)
          : ([decode(part.slice(0, equals)), decode(part.slice(equals + 1))] as const);
      });
  } catch {
    return undefined;
  }
};

// A plus is a space in a form; a real plus arrives as %2B.
const decode = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));

/** The first value of a field. `undefined` if the form does not have it. */
export const fieldOf = (fields: FormFields, name: string): string | undefined =>
  fields.find(([key]) => key === name)?.[1];
