import { ServiceError } from '@dialplane/virtual-aws';

/** Every error of the service's API, and its HTTP status (API reference, "Errors" of each operation). */
export const errorStatus = {
  BadRequestException: 400,
  UnauthorizedClientException: 401,
  AccessDeniedException: 403,
  ForbiddenException: 403,
  NotFoundException: 404,
  ResourceLimitExceededException: 400,
  ConflictException: 409,
  GoneException: 410,
  UnprocessableEntityException: 422,
  ThrottledClientException: 429,
  ServiceFailureException: 500,
  ServiceUnavailableException: 503,
} as const satisfies Readonly<Record<string, number>>;

/** The name of an error of the service, such as `ConflictException`. */
export type ErrorName = keyof typeof errorStatus;

/** The codes of the API that occur here (API reference, "PhoneNumberError", ErrorCode). */
export type ErrorCode =
  | 'AccessDenied'
  | 'BadRequest'
  | 'Conflict'
  | 'Forbidden'
  | 'Gone'
  | 'NotFound'
  | 'PhoneNumberAssociationsExist'
  | 'ResourceLimitExceeded'
  | 'ServiceFailure'
  | 'ServiceUnavailable'
  | 'Throttled'
  | 'Unauthorized'
  | 'Unprocessable';

const codes: Readonly<Record<ErrorName, ErrorCode>> = {
  BadRequestException: 'BadRequest',
  UnauthorizedClientException: 'Unauthorized',
  AccessDeniedException: 'AccessDenied',
  ForbiddenException: 'Forbidden',
  NotFoundException: 'NotFound',
  ResourceLimitExceededException: 'ResourceLimitExceeded',
  ConflictException: 'Conflict',
  GoneException: 'Gone',
  UnprocessableEntityException: 'Unprocessable',
  ThrottledClientException: 'Throttled',
  ServiceFailureException: 'ServiceFailure',
  ServiceUnavailableException: 'ServiceUnavailable',
};

/** A refusal of the service: an operation that throws it has changed nothing. */
export class ChimeError extends ServiceError {
  declare readonly name: ErrorName;
  readonly code: ErrorCode;

  /** @param code a more specific code, if there is one @default the code of the error's name */
  constructor(name: ErrorName, message: string, code: ErrorCode = codes[name]) {
    super(name, errorStatus[name], message, { Code: code });
    this.code = code;
  }
}

export const badRequest = (message: string): ChimeError => new ChimeError('BadRequestException', message);
export const chimeNotFound = (message: string): ChimeError => new ChimeError('NotFoundException', message);
export const conflict = (message: string, code?: ErrorCode): ChimeError =>
  new ChimeError('ConflictException', message, code);
