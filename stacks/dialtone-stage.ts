/** Direct dialtone of a stage. */
export type StageDialtone = {
  /** The dialtone file of the stage, in `stacks/dialtone`. The files are deployed with the code, so a release contains both. */
  readonly file: `${string}.json`;
  /** Whether a deployment serves calls at once, or only after `dialplane dialtone promote`. @default newest */
  readonly serves?: 'newest' | 'promoted';
  /**
   * Concurrent executions that are reserved for the function that places calls, which also limits it to that number. Emergency
   * calls that find no free instance are placed by another function, which has no limit. While the
   * ledger of calls is unavailable, each instance counts for itself, so this number limits the loss: `worstLossPerDay`. An
   * instance answers several calls a second, so ten limit no real traffic. See `LambdaApp` for the quota that this needs.
   *
   * @default none: the loss while the ledger is unavailable has no limit
   */
  readonly reservedConcurrency?: number;
  /** Forwards numbers at Twilio too, by the rules of call forwarding. @default no */
  readonly forwarding?: { readonly fallbackNumber?: string };
  /** The host name of the webhooks, and its certificate. @default the API's own URL */
  readonly domain?: { readonly name: string; readonly certificateArn: string };
};
