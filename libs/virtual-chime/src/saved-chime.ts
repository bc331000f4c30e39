import type {
  ChimeAccount,
  Application,
  Connector,
  ConnectorGroup,
  ChimeNumberOrder,
  OwnedNumber,
  Settings,
  SipRule,
} from './account';

/** What `save` gave: an account as plain data, for JSON. It holds phone numbers, and no passwords. */
export type SavedChime = {
  readonly version: 1;
  readonly numbers: readonly OwnedNumber[];
  readonly orders: readonly ChimeNumberOrder[];
  readonly connectors: readonly Connector[];
  readonly groups: readonly ConnectorGroup[];
  readonly applications: readonly Application[];
  readonly rules: readonly SipRule[];
  readonly settings: Settings;
};

/** An account as plain data. Later changes to the account do not show in it. */
export const savedChime = (account: ChimeAccount): SavedChime =>
  structuredClone({
    version: 1,
    numbers: [...account.numbers.values()],
    orders: [...account.orders.values()],
    connectors: [...account.connectors.values()],
    groups: [...account.groups.values()],
    applications: [...account.applications.values()],
    rules: [...account.rules.values()],
    settings: account.settings,
  });

/**
 * The account that was saved.
 *
 * @throws for data of another version
 */
export const restoredAccount = (saved: SavedChime): ChimeAccount => {
  if (saved.version !== 1)
    throw new Error(`Cannot restore an account of version "${String(saved.version)}": expected version 1`);
  const { numbers, orders, connectors, groups, applications, rules, settings } = structuredClone(saved);
  return {
    numbers: new Map(numbers.map((it) => [it.number, it])),
    orders: byId(orders),
    connectors: byId(connectors),
    groups: byId(groups),
    applications: byId(applications),
    rules: byId(rules),
    settings,
  };
};

const byId = <T extends { readonly id: string }>(items: readonly T[]): Map<string, T> =>
  new Map(items.map((it) => [it.id, it]));
