export type ConnectQueue = {
  readonly arn: string;
  readonly name: string;
  readonly hoursId: string;
  /** How many contacts may wait at once. @default no limit */
  readonly maxContacts?: number;
};
