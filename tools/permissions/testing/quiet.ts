/** A log that is not kept. */
export const quiet = { info: () => {}, warn: () => {}, error: () => {} };
