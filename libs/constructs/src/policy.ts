/** One statement of an IAM policy that allows something. */
export type Allowance = {
  /** Exact names, such as `dynamodb:GetItem`. */
  readonly actions: readonly [string, ...string[]];
  /** ARNs. A wildcard may stand only behind a named resource, as in `<bucket>/*`. */
  readonly resources: readonly [string, ...string[]];
  /** Keys of the request that must have these values, such as `aws:RequestedRegion`. @default whatever they are */
  readonly only?: Readonly<Record<string, string>>;
  /** Keys of the request that must look like one of these, with `*` for any text, such as `s3:prefix`. @default anything */
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
 * The policy that lets an AWS service, such as `lambda.amazonaws.com`, wear a role.
 *
 * @param only keys of the request that must have these values, such as `aws:SourceAccount`
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

/** A whole policy document as JSON text. Its statements may hold Terraform references. */
export const document = (statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });
