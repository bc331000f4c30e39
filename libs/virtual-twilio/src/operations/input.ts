import type { TwilioService } from '../service';

/** A request whose values have been checked against the description. */
export type Input = {
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly form: Readonly<Record<string, unknown>>;
  readonly url: URL;
};

/** Performs one operation. @returns the body of the answer. @throws TwilioError */
export type TwilioBehaviour = (service: TwilioService, input: Input) => object | undefined;

/** A path parameter that the description requires. */
export const labelOf = ({ path }: Input, name: string): string => path[name] ?? '';
