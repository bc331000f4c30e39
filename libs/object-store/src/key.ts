/** Refuses to remove everything, which can only be a mistake. @throws RangeError for the empty prefix */
export const refuseEmpty = (prefix: string): void => {
  if (prefix === '') throw new RangeError('Cannot remove all below "": expected a prefix such as "a/"');
};
