/** The input to adopt this number under the name `sales`. */
export const adopted = (number: string) => ({
  kind: 'phone-number',
  name: 'sales',
  adopt: number,
  onDestroy: 'release',
});

/** The input to order a new number under the name `sales`. */
export const ordered = (onDestroy = 'release') => ({
  kind: 'phone-number',
  name: 'sales',
  order: { areaCode: '425' },
  onDestroy,
});
