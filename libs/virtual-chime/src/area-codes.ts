// One area code of each state: for most, the first that it ever had (nanpa.com, "Area Code Map").
const codes = `
  AK907 AL205 AR501 AZ602 CA213 CO303 CT203 DC202 DE302 FL305 GA404 HI808 IA515 ID208 IL312 IN317 KS316
  KY502 LA504 MA617 MD301 ME207 MI313 MN612 MO314 MS601 MT406 NC704 ND701 NE402 NH603 NJ201 NM505 NV702
  NY212 OH216 OK405 OR503 PA215 RI401 SC803 SD605 TN615 TX214 UT801 VA703 VT802 WA206 WI414 WV304 WY307`;

const byState = new Map([...codes.matchAll(/([A-Z]{2})(\d{3})/g)].map(([, state, code]) => [state, code]));

/** An area code of a state of the US, such as 206 for `WA`; undefined if there is no such state. */
export const areaCodeOf = (state: string): string | undefined => byState.get(state);
