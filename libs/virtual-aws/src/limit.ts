/** What a service allows as the value of a member, beyond its kind. */
export type Limit = {
  readonly allows: (value: unknown) => boolean;
  /** Reads on from "must be". */
  readonly expected: string;
};

/** The limit of a member of a structure, both by the API's names. undefined: the service has none. */
export type LimitOf = (structure: string, member: string) => Limit | undefined;
