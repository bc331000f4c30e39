import { deepStrictEqual } from 'node:assert';
import type { VirtualChime } from '@dialplane/virtual-chime';
import { localAccountId as accountId } from '../local-aws/local-aws';
import { callThrough } from './call-through';
import type { People } from './deployed-api';
import type { LocalAccount } from './local-account';
import type { Use } from './rehearse';

/** A deployed forwarding stack. */
export type ForwardingDeployment = {
  readonly people: People;
  /** Every route of its API. */
  readonly routes: readonly string[];
  readonly region: string;
  readonly chime: VirtualChime;
  readonly account: LocalAccount;
  readonly outputs: Readonly<Record<string, string>>;
  readonly scene: ForwardingScene;
};

/** A number of the account, the caller, and the phone that the number is forwarded to. */
export type ForwardingScene = { readonly number: string; readonly caller: string; readonly owner: string };

/** What people do with call forwarding, in order. */
export const forwardingUses: readonly Use<ForwardingDeployment>[] = [
  [
    'requests without a token get 401',
    async ({ people }) => deepStrictEqual((await people.stranger('GET', '/numbers')).status, 401),
  ],
  [
    'a viewer sees the numbers but cannot change them',
    async ({ people, account, outputs, scene: { number, owner } }) => {
      const { json } = await people.viewer('GET', '/numbers');
      const trunk = { kind: 'voice-connector', id: outputs['voice_connector_id'] };
      const before = { kind: 'voice-connector', id: await account.connectorOf(number) };
      deepStrictEqual(attachments(json), [
        [number, [before]],
        [ordered(json), [trunk]],
      ]);
      deepStrictEqual((await people.viewer('PUT', path(number), forwardTo(owner))).status, 403);
    },
  ],
  [
    'its routes are exactly those of its OpenAPI document',
    async ({ people, routes }) => {
      const { json } = await people.viewer('GET', '/openapi.json');
      const offered = Object.entries((json as { paths: object }).paths).flatMap(([at, operations]) =>
        Object.keys(operations).map((method) => `${method.toUpperCase()} ${at}`),
      );
      deepStrictEqual([...routes].sort(), offered.sort());
    },
  ],
  [
    'an operator forwards the number',
    async ({ people, scene: { number, owner } }) => {
      const put = await people.operator('PUT', path(number), forwardTo(owner));
      deepStrictEqual([put.status, (put.json as { version?: number }).version], [201, 1]);
    },
  ],
  [
    'calls to it go to the application',
    async ({ chime, outputs, scene: { number } }) => {
      const route = chime.routeOf(number);
      const targets = route?.kind === 'application' ? route.targets : [];
      deepStrictEqual(
        targets.map((it) => it.applicationId),
        [outputs['sip_media_application_id']],
      );
    },
  ],
  [
    'a call is bridged by the deployed function',
    async (deployment) => {
      const { number, caller, owner } = deployment.scene;
      const call = await callThrough({ from: caller, to: number, answers: owner }, deployment, {
        region: deployment.region,
        accountId,
      });
      deepStrictEqual(call.answeredBy, [owner]);
    },
  ],
  [
    'the sweep finds no unfinished operation',
    async ({ account }) => {
      const swept = await account.invoke('forwarding-test-forwarding-sweep', {});
      deepStrictEqual(swept, { examined: 0, finished: 0, stuck: 0 });
    },
  ],
];

const path = (number: string): string => `/forwards/${encodeURIComponent(number)}`;

const forwardTo = (owner: string) => ({
  targets: [{ kind: 'phone', number: owner }],
  callerId: 'caller',
  atEnd: 'apology',
});

type Listed = { readonly numbers: readonly { readonly number: string; readonly attachedTo: unknown }[] };

const attachments = (json: unknown) => (json as Listed).numbers.map((it) => [it.number, it.attachedTo]);

// The account's own number is the first. Terraform ordered the other one, so it is not known in advance.
const ordered = (json: unknown): string | undefined => (json as Listed).numbers[1]?.number;
