/** A refusal of a service: an operation that throws it has changed nothing. */
export class ServiceError extends Error {
  /** The API's name for the error, such as `ConflictException`. */
  override readonly name: string;
  /** HTTP status. */
  readonly status: number;
  /** Further members of the answer, by their names in the API. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    name: string,
    status: number,
    message: string,
    details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = name;
    this.status = status;
    this.details = details;
  }
}
