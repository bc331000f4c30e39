/** Refuses to remove all that there is, which nobody means. @throws RangeError for the empty prefix */
export const refuseEmpty = (prefix: string): void => {
  if (prefix === '') throw new RangeError('Cannot remove all below "": expected a prefix such as "a/"');
};
