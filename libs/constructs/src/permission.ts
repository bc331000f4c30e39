import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import type { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { Lazy } from 'cdktf';
import type { Construct } from 'constructs';
import { rolePolicy } from './policy';
import type { Usable } from './usable';

type Granted = { readonly needs: readonly string[]; readonly policy: IamRolePolicy; readonly json: string };

/** What a role may use: one policy for each resource. */
export class Permissions {
  private readonly granted = new Map<Construct, Granted>();

  /** @param scope the construct that the policies belong to */
  constructor(
    private readonly scope: Construct,
    private readonly role: IamRole,
  ) {}

  /** The policies so far. */
  get policies(): readonly IamRolePolicy[] {
    return [...this.granted.values()].map(({ policy }) => policy);
  }

  /** Lets the role use a resource in the named ways, besides those of earlier calls, and in no other. */
  allow<Need extends string>(resource: Usable<Need>, needs: readonly [Need, ...Need[]]): void {
    const known = this.granted.get(resource);
    const all = [...new Set([...((known?.needs ?? []) as readonly Need[]), ...needs])] as [Need, ...Need[]];
    // Not lazily, because allowances can add data sources to the stack.
    const json = rolePolicy(...resource.allowancesFor(all));
    this.granted.set(resource, { needs: all, json, policy: known?.policy ?? this.policyFor(resource) });
  }

  private policyFor(resource: Construct): IamRolePolicy {
    const wanted = `may-use-${resource.node.id}`;
    // Two resources in different scopes can have the same id.
    const name = this.scope.node.tryFindChild(wanted) ? `${wanted}-${resource.node.addr.slice(-8)}` : wanted;
    return new IamRolePolicy(this.scope, name, {
      name,
      role: this.role.name,
      policy: Lazy.stringValue({ produce: () => this.granted.get(resource)?.json }),
    });
  }
}
