import { ServiceError } from '@dialplane/virtual-aws';

/** The errors of the API that occur here, and their HTTP status (Amazon Connect API reference). */
export const connectErrorStatus = {
  AccessDeniedException: 403,
  ContactNotFoundException: 410,
  DuplicateResourceException: 409,
  IdempotencyException: 409,
  InternalServiceException: 500,
  InvalidContactFlowException: 400,
  InvalidContactFlowModuleException: 400,
  InvalidParameterException: 400,
  InvalidRequestException: 400,
  InvalidTestCaseException: 400,
  LimitExceededException: 429,
  ResourceConflictException: 409,
  ResourceInUseException: 409,
  ResourceNotFoundException: 404,
  ServiceQuotaExceededException: 402,
  ThrottlingException: 429,
} as const satisfies Readonly<Record<string, number>>;

export type ConnectErrorName = keyof typeof connectErrorStatus;

export const connectError = (
  name: ConnectErrorName,
  message: string,
  details?: Readonly<Record<string, unknown>>,
): ServiceError => new ServiceError(name, connectErrorStatus[name], message, details);

export const connectNotFound = (what: string, id: string): ServiceError =>
  connectError('ResourceNotFoundException', `Cannot find the ${what} "${id}"`);
export const invalid = (message: string): ServiceError => connectError('InvalidParameterException', message);
export const duplicate = (what: string, name: string): ServiceError =>
  connectError('DuplicateResourceException', `Cannot create the ${what} "${name}": the name is taken`);
