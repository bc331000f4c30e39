/** Stands in until phone-numbers has it. */
export const isEmergency = (dialled: string): boolean => ['911', '933', '112', '999'].includes(dialled);
