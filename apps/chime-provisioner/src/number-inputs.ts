/** What Terraform asks for in tests: this number, under the name of sales. */
export const adopted = (number: string) => ({
  kind: 'phone-number',
  name: 'sales',
  adopt: number,
  onDestroy: 'release',
});

/** What Terraform asks for in tests: a new number, under the name of sales. */
export const ordered = (onDestroy = 'release') => ({
  kind: 'phone-number',
  name: 'sales',
  order: { areaCode: '425' },
  onDestroy,
});
