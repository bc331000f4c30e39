import type { localTypes } from '@dialplane/console-api';

/** Bodies of loopback's own API, as its OpenAPI document describes them. */
export type Schemas = localTypes.components['schemas'];

/** A moment in epoch milliseconds as text. */
export const timeText = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** The same for a moment that may not have come. */
export const timeTextOf = <Name extends string>(
  name: Name,
  milliseconds: number | undefined,
): { readonly [key in Name]?: string } =>
  milliseconds === undefined
    ? {}
    : ({ [name]: timeText(milliseconds) } as { readonly [key in Name]: string });

/** A reason that is known when a call arrives. */
export type KnownRule = Omit<Schemas['RuleStep'], 'at' | 'exchange'>;
