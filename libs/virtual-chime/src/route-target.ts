/** A SIP media application that may answer. */
export type RouteTarget = {
  readonly applicationId: string;
  readonly region: string;
  readonly lambdaArn: string;
};
