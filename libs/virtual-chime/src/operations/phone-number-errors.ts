import { ChimeError, type ErrorCode } from '../chime-error';

/** Why one number of several failed. The response itself is a success. */
export type PhoneNumberError = {
  readonly PhoneNumberId: string;
  readonly ErrorCode: ErrorCode;
  readonly ErrorMessage: string;
};

/** Runs an action for each number, and lists the numbers that were refused. The others are done. */
export const forEachNumber = <T>(
  items: readonly T[],
  idOf: (item: T) => string,
  work: (item: T) => void,
): readonly PhoneNumberError[] =>
  items.flatMap((item) => {
    try {
      work(item);
      return [];
    } catch (error) {
      if (!(error instanceof ChimeError)) throw error;
      return [{ PhoneNumberId: idOf(item), ErrorCode: error.code, ErrorMessage: error.message }];
    }
  });
