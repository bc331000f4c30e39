type Money = { readonly amount: string; readonly currency: string };

/** A cost as people read it: exact to four places, without zeros at the end beyond cents. */
export const describeMoney = ({ amount, currency }: Money): string => {
  const [whole = '0', places = ''] = amount.split('.');
  const shown = places
    .slice(0, 4)
    .padEnd(2, '0')
    .replace(/(?<=^\d\d\d*?)0+$/, '');
  return `${currency} ${whole}.${shown.padEnd(2, '0')}${/[1-9]/.test(places.slice(4)) ? '…' : ''}`;
};
