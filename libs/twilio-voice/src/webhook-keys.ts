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

/** Keys that can change while the app runs. */
export type RotatingKeys = {
  /** The keys as last read. Rejects when they never could be read. */
  readonly current: () => Promise<WebhookKeys>;
  /** Reads the keys once more, because none fits: they may have been rotated. `undefined` if that was done just now. */
  readonly renewed: () => Promise<WebhookKeys | undefined>;
};

/** Keys that stay what they are for as long as the app runs. */
export const fixedKeys = (keys: WebhookKeys): RotatingKeys => ({
  current: async () => keys,
  renewed: async () => undefined,
});
