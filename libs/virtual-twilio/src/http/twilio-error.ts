/** An error of Twilio's API. Codes: twilio.com/docs/api/errors */
export class TwilioError extends Error {
  override readonly name = 'TwilioError';

  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

export const twilioNotFound = (path: string): TwilioError =>
  new TwilioError(404, 20404, `The requested resource ${path} was not found`);

export const invalidParameter = (message: string): TwilioError => new TwilioError(400, 20001, message);
