import type { dnisTypes } from '@dialplane/console-api';

type Schemas = dnisTypes.components['schemas'];

/** Bodies of the pool API, as its OpenAPI document describes them. */
export type ApiPool = Schemas['Pools']['pools'][number];
export type ApiPoolUse = Schemas['PoolUse'];
export type ApiPoolNumber = Schemas['PoolNumber'];

/** A reservation. Times are ISO 8601, UTC. */
export type ApiReservation = {
  readonly reservation?: string;
  readonly number: string;
  readonly pool: string;
  readonly state: string;
  readonly checkedOutAt?: string;
  readonly expiresAt?: string;
};

/** The outcome of each row of an import. */
export type ApiImport = {
  readonly rows: readonly {
    readonly row: number;
    readonly number?: string;
    readonly pool?: string;
    readonly outcome: string;
    readonly because?: string;
  }[];
  readonly counts: {
    readonly rows: number;
    readonly added: number;
    readonly alreadyThere: number;
    readonly refused: number;
  };
};
