import { type FlowAction, type FlowDocument } from './flow-document';

/** How a flow in an instance differs from ours, one line each. */
export type Drift = readonly string[];

/**
 * What was changed in the console: blocks added, removed and changed. The order of blocks and the editor's positions
 * do not count.
 */
export const flowDrift = (ours: FlowDocument, theirs: FlowDocument): Drift => {
  const mine = byIdentifier(ours);
  const yours = byIdentifier(theirs);
  return [
    ...(ours.StartAction === theirs.StartAction
      ? []
      : [`starts at "${theirs.StartAction}" and not at "${ours.StartAction}"`]),
    ...[...yours.keys()].filter((it) => !mine.has(it)).map((it) => `"${it}" was added`),
    ...[...mine.keys()].filter((it) => !yours.has(it)).map((it) => `"${it}" was removed`),
    ...[...mine].flatMap(([identifier, text]) => {
      const other = yours.get(identifier);
      return other === undefined || other === text ? [] : [`"${identifier}" was changed`];
    }),
  ];
};

const byIdentifier = ({ Actions }: FlowDocument): ReadonlyMap<string, string> =>
  new Map(Actions.map((action) => [action.Identifier, canonical(action)]));

/** The same text for the same block, in any order of its keys. Empty lists of branches count as absent. */
const canonical = (action: FlowAction): string =>
  JSON.stringify(action, (_key, value: unknown) => {
    if (Array.isArray(value)) return value.length === 0 ? undefined : value;
    return typeof value === 'object' && value
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  });
