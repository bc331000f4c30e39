/** What webhooks may be signed with. */
export type WebhookKeys = {
  /**
   * The auth tokens of each account, by its SID. A sub-account signs with its own token. Two tokens while one is rotated:
   * Twilio signs with the primary one until the secondary one is promoted.
   */
  readonly accounts: Readonly<Record<string, readonly string[]>>;
  /** The shared keys of webhook rules, by their id (twilio.com/docs, "webhook shared keys", public beta). */
  readonly sharedKeys?: Readonly<Record<string, string>>;
};
