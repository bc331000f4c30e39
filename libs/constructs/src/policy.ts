/** One statement of an IAM policy that allows something. */
export type Allowance = {
  /** Exact names, such as `dynamodb:GetItem`. */
  readonly actions: readonly [string, ...string[]];
  /** ARNs. A wildcard is allowed only inside a named resource, as in `<bucket>/*`. */
  readonly resources: readonly [string, ...string[]];
  /** Condition keys, such as `aws:RequestedRegion`, that must have these values. @default no condition */
  readonly only?: Readonly<Record<string, string>>;
  /** Condition keys, such as `s3:prefix`, that must match one of these patterns; `*` is any text. @default no condition */
  readonly onlyLike?: Readonly<Record<string, readonly string[]>>;
};

/** A policy for a role, as JSON text. */
export const rolePolicy = (...allowances: readonly Allowance[]): string =>
  document(
    allowances.map(({ actions, resources, only, onlyLike }) => ({
      Effect: 'Allow',
      Action: actions,
      Resource: resources,
      ...((only || onlyLike) && {
        Condition: { ...(only && { StringEquals: only }), ...(onlyLike && { StringLike: onlyLike }) },
      }),
    })),
  );

/**
 * The policy that lets an AWS service, such as `lambda.amazonaws.com`, assume a role.
 *
 * @param only condition keys, such as `aws:SourceAccount`, that must have these values
 */
export const trustPolicy = (service: string, only?: Allowance['only']): string =>
  document([
    {
      Effect: 'Allow',
      Action: ['sts:AssumeRole'],
      Principal: { Service: service },
      ...(only && { Condition: { StringEquals: only } }),
    },
  ]);

/** A policy document as JSON text. Its statements may contain Terraform references. */
export const document = (statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });
