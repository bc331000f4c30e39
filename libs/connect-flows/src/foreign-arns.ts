import type { Issue } from '@dialplane/basics';
import type { FlowDocument } from './flow-document';

const arnPattern = /arn:aws[\w-]*:[a-z0-9-]+:([a-z0-9-]*):(\d{12}):[\w/:.-]+/g;

/** The ARNs in a flow that belong to another account or Region than the one it is for. Such a flow works nowhere else. */
export const foreignArns = (
  { Actions }: FlowDocument,
  { account, region }: { readonly account: string; readonly region: string },
): readonly Issue[] =>
  Actions.flatMap(({ Identifier, Parameters }) =>
    [...JSON.stringify(Parameters).matchAll(arnPattern)]
      .filter(([, arnRegion, arnAccount]) => arnAccount !== account || arnRegion !== region)
      .map(([arn, arnRegion, arnAccount]) => ({
        path: Identifier,
        message: `refers to account ${arnAccount} in ${arnRegion}: replace ${arn}`,
      })),
  );

/** A flow in which each text that is a key of the map is replaced by its value. Everything else stays as it is. */
export const withIds = (flow: FlowDocument, ids: Readonly<Record<string, string>>): FlowDocument => ({
  ...flow,
  Actions: flow.Actions.map((action) => ({
    ...action,
    Parameters: replaced(action.Parameters, ids) as typeof action.Parameters,
  })),
});

const replaced = (value: unknown, ids: Readonly<Record<string, string>>): unknown => {
  if (typeof value === 'string') return Object.hasOwn(ids, value) ? ids[value] : value;
  if (Array.isArray(value)) return value.map((item) => replaced(item, ids));
  if (typeof value === 'object' && value)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaced(item, ids)]));
  return value;
};
