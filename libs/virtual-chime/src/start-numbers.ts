import { countryOf, parseE164 } from '@dialplane/phone-numbers';
import type { ChimeAccount } from './account';
import type { ProductType } from './product-type';

/** A number that the account has from the start. */
export type StartNumber = {
  /** In E.164 form. */
  readonly number: string;
  /** @default VoiceConnector in the US, SipMediaApplicationDialIn elsewhere */
  readonly productType?: ProductType;
  readonly name?: string;
};

/**
 * Gives an account the numbers that it starts with. Those it has already stay as they are.
 *
 * @throws for text that is not in E.164 form
 */
export const addStartNumbers = (
  { numbers }: ChimeAccount,
  wanted: readonly StartNumber[],
  now: number,
): void => {
  for (const { number, productType, name } of wanted) {
    const read = parseE164(number);
    if (!read.ok) throw new Error(read.error);
    if (numbers.has(number)) continue;
    numbers.set(number, {
      number,
      productType:
        productType ?? (countryOf(read.value) === 'US' ? 'VoiceConnector' : 'SipMediaApplicationDialIn'),
      ...(name !== undefined && { name }),
      createdAt: now,
      updatedAt: now,
      arrivesAt: now,
    });
  }
};
