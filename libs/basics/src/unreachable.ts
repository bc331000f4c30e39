/** Marks a case the types rule out. A new union member turns the call into a compile error. */
export const unreachable = (value: never): never => {
  throw new Error(`Reached a case the types rule out: ${JSON.stringify(value)}`);
};
