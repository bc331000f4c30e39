/** A pool, as `GET /pools` shows it. */
export type ApiPool = {
  readonly name: string;
  readonly mode: 'exclusive' | 'composite';
  readonly holdSeconds: number;
  readonly restSeconds: number;
  readonly withheldCallers: 'refuse' | 'allow';
};

/** The use of a pool's numbers, as `GET /pools/{pool}/use` counts them. */
export type ApiPoolUse = {
  readonly pool: string;
  readonly numbers: number;
  readonly retired: number;
  readonly free: number;
  readonly reserved: number;
  readonly connected: number;
  readonly resting: number;
};

/** A number of a pool, as `GET /pools/{pool}/numbers` shows it. */
export type ApiPoolNumber = {
  readonly number: string;
  readonly mode: string;
  readonly retired: boolean;
  readonly state: string;
  readonly inUse: number;
  readonly freeAt?: string;
};

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
