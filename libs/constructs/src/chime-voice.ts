import { Construct } from 'constructs';
import { accountIdOf, partitionOf } from './account';
import { type ActionsByResource, chimeActions, type ChimeNeed } from './chime-actions';
import type { Allowance } from './policy';
import type { SipMediaApp } from './sip-media-app';
import type { Usable } from './usable';

export type ChimeVoiceProps = {
  /** The only Region whose Chime API the app may call. */
  readonly region: string;
  /** The ids of the Voice Connectors that the app may move numbers to and from. All others are out of reach. */
  readonly connectorIds: readonly [string, ...string[]];
  /** The only SIP media application whose rules the app may create and change. */
  readonly application: SipMediaApp;
};

/**
 * The control API of Amazon Chime SDK Voice in one Region: phone numbers, and where calls to them go.
 * `app.mayUse(chime, 'read-numbers')` allows the actions that `chime-actions.ts` lists under that name, and nothing else.
 */
export class ChimeVoice extends Construct implements Usable<ChimeNeed> {
  private readonly props: ChimeVoiceProps;

  constructor(scope: Construct, id: string, props: ChimeVoiceProps) {
    super(scope, id);
    this.props = props;
  }

  allowancesFor(needs: readonly [ChimeNeed, ...ChimeNeed[]]): readonly Allowance[] {
    const { region, connectorIds, application } = this.props;
    const connectorArn = (id: string) =>
      `arn:${partitionOf(this)}:chime:${region}:${accountIdOf(this)}:vc/${id}`;
    const [first, ...others] = connectorIds;
    const actions = (kind: keyof ActionsByResource) =>
      needs.map((need) => chimeActions[need]).flatMap((by: ActionsByResource) => by[kind] ?? []);

    const statements: readonly Draft[] = [
      { actions: actions('nothing'), resources: ['*'], only: { 'aws:RequestedRegion': region } },
      { actions: actions('connector'), resources: [connectorArn(first), ...others.map(connectorArn)] },
      { actions: actions('application'), resources: [application.application.arn] },
    ];
    return statements.filter(allowsSomething);
  }
}

type Draft = Omit<Allowance, 'actions'> & { readonly actions: readonly string[] };

const allowsSomething = (draft: Draft): draft is Allowance => draft.actions.length > 0;
