/**
 * How many seconds the unit of a price has. Undefined if it is no time, so that nothing with such a price is rated by the
 * second. Which texts the Chime offers use is not documented; other offers have `minute`, `Minutes`, `Second`.
 */
export const secondsPerUnit = (unit: string): 1 | 60 | undefined => {
  if (/^min(?:ute)?s?$/i.test(unit)) return 60;
  return /^sec(?:ond)?s?$/i.test(unit) ? 1 : undefined;
};
