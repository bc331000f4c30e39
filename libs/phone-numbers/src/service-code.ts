/**
 * Short numbers for services in the United States and Canada that are not emergencies, and what they reach
 * (nanpa.com, N11 codes; 988: FCC order 20-100 and CRTC decision 2022-234).
 */
export const serviceCodes = {
  '211': 'community services',
  '311': 'city services',
  '411': 'directory assistance, which is charged',
  '511': 'traffic information',
  '611': "the telephone company's repair desk",
  '711': 'relay for deaf people',
  '811': 'call before you dig, or health advice in Canada',
  '988': 'suicide and crisis lifeline',
} as const;

export type ServiceCode = keyof typeof serviceCodes;

/** The service code in a dialled number: `411` for `411` and `+1411`. */
export const serviceCodeIn = (dialled: string): ServiceCode | undefined => {
  const code = dialled.replace(/^\+1/, '');
  return Object.hasOwn(serviceCodes, code) ? (code as ServiceCode) : undefined;
};
