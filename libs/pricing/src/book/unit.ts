/**
 * The seconds of a price's unit. Undefined if the unit is not a time, so that no call is rated by such a price. AWS does not
 * document the texts that the Chime offers use; other offers have `minute`, `Minutes`, `Second`.
 */
export const secondsPerUnit = (unit: string): 1 | 60 | undefined => {
  if (/^min(?:ute)?s?$/i.test(unit)) return 60;
  return /^sec(?:ond)?s?$/i.test(unit) ? 1 : undefined;
};
