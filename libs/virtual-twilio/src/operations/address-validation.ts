import { invalidParameter, TwilioError } from '../http/twilio-error';

/**
 * The form in which Twilio knows an address. Twilio validates addresses with another company's data, and does not document the
 * corrections. Our reading: it abbreviates the kind of street, as its support page advises for addresses that cannot be validated
 * (support.twilio.com, article 360007534873).
 */
const known = (street: string): string =>
  street.replace(
    /\b(Street|Avenue|Boulevard|Road|Drive|Lane)\b\.?/gi,
    (word) => abbreviations[word.toLowerCase().replace('.', '')] ?? word,
  );

const abbreviations: Readonly<Record<string, string>> = {
  street: 'St',
  avenue: 'Ave',
  boulevard: 'Blvd',
  road: 'Rd',
  drive: 'Dr',
  lane: 'Ln',
};

/**
 * The street to store. A similar valid street replaces the one that was sent, unless the request forbids it
 * (twilio.com/docs/usage/api/address, "AutoCorrectAddress"). A street with the word "Invalid" simulates a failed validation.
 *
 * @throws TwilioError 21628 without a similar street, 21629 with one that may not be used
 */
export const validStreet = (street: string, mayCorrect: boolean): string => {
  if (street.trim() === '') throw invalidParameter('Street is required');
  if (/\bInvalid\b/i.test(street)) throw new TwilioError(400, 21628, 'Address Validation Error');
  const valid = known(street);
  if (valid !== street && !mayCorrect)
    throw new TwilioError(400, 21629, `Address Validation Error - Check Suggested Address: ${valid}`);
  return valid;
};

/** The longest name of an emergency address (docs, "FriendlyName"). That a longer one is refused, and how, is our reading. */
export const checkAddressName = (name: string, isForEmergencies: boolean): void => {
  if (isForEmergencies && name.length > 32)
    throw new TwilioError(400, 21238, 'FriendlyName of an emergency address has more than 32 characters');
};
