import type { SynthesizedStack } from '@dialplane/constructs';

/** What Checkov writes about one broken rule (`-o json`). */
export type CheckovFinding = {
  readonly check_id: string;
  readonly check_name: string;
  /** `/<stack>/cdk.tf.json` */
  readonly file_path: string;
  /** The type and the name of the resource. Some rules write `resource` instead of the type. */
  readonly resource: string;
};

/** A broken rule, or an exception that no broken rule needs. */
export type Finding = {
  readonly stack: string;
  readonly resource: string;
  readonly rule: string;
  readonly says: string;
};

/**
 * The findings that no exception explains, and the exceptions that explain no finding. Checkov itself reads comments that suppress
 * a finding in HCL only, not in JSON.
 *
 * @param stacks every scanned stack, by its name
 */
export const openFindings = (
  found: readonly CheckovFinding[],
  stacks: Readonly<Record<string, SynthesizedStack>>,
): readonly Finding[] => {
  const exceptions = Object.entries(stacks).flatMap(([stack, synthesized]) =>
    exceptionsIn(stack, synthesized),
  );
  const key = ({ stack, resource, rule }: Omit<Finding, 'says'>) => `${stack} ${resource} ${rule}`;
  const findings = found.map(({ check_id, check_name, file_path, resource }): Finding => ({
    stack: file_path.split('/').at(-2) ?? '',
    resource: nameOf(resource),
    rule: check_id,
    says: check_name,
  }));
  const excepted = new Set(exceptions.map(key));
  const needed = new Set(findings.map(key));
  return [
    ...findings.filter((finding) => !excepted.has(key(finding))),
    ...exceptions
      .filter((exception) => !needed.has(key(exception)))
      .map((exception) => ({ ...exception, says: 'has an exception that it does not need' })),
  ];
};

const exceptionsIn = (stack: string, { resource = {} }: SynthesizedStack): readonly Omit<Finding, 'says'>[] =>
  Object.values(resource)
    .flatMap((byName) => Object.entries(byName))
    .flatMap(([name, body]) =>
      Object.keys(Object(Object(body['//']).exceptions))
        .filter((rule) => rule.startsWith('CKV'))
        .map((rule) => ({ stack, resource: name, rule })),
    );

// Names are unique in a stack, because cdktf ends them with a hash of the path.
const nameOf = (resource: string): string => resource.split('.').slice(1).join('.');
