import { ChimeError, type ErrorCode } from '../chime-error';

/** What went wrong with one number of several: the answer as a whole is a good one. */
export type PhoneNumberError = {
  readonly PhoneNumberId: string;
  readonly ErrorCode: ErrorCode;
  readonly ErrorMessage: string;
};

/** Does something with each number, and lists those that were refused. The others are done. */
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
