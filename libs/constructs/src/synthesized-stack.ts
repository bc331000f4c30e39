/** A resource as Terraform reads it. Names are in snake case. */
export type SynthesizedResource = Readonly<Record<string, unknown>>;

/** The part of a stack's `cdk.tf.json` that the rules read. */
export type SynthesizedStack = {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, SynthesizedResource>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, SynthesizedResource>>>>;
};

/** A resource with its type and its address, such as `aws_s3_bucket.prompts_bucket_9D0B1C5A`. */
export type Addressed = {
  readonly type: string;
  readonly address: string;
  readonly resource: SynthesizedResource;
};

/** All resources of a stack, in one list. */
export const resourcesOf = ({ resource = {} }: SynthesizedStack): readonly Addressed[] =>
  Object.entries(resource).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, body]) => ({ type, address: `${type}.${name}`, resource: body })),
  );

/** A broken rule: the path of the resource or argument, the id of the rule, and what would be right. */
export type StackIssue = { readonly path: string; readonly rule: string; readonly message: string };
