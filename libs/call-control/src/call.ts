/** What an app remembers about a call. It travels with the call, so keep it small: strings only. */
export type CallMemory = Readonly<Record<string, string>>;

/** One party's connection to a call. */
export type Leg = {
  /** The provider's name for this leg. */
  readonly id: string;
  /** `caller` is the leg that started the call; `callee` is a leg that we rang. */
  readonly role: 'caller' | 'callee';
  /** False once the provider reports that it ended. A leg that is up is billed. */
  readonly up: boolean;
};

/** The call that an event belongs to, in its state after the event. */
export type Call = {
  /** The provider's name for the call, the same in all its events. */
  readonly id: string;
  readonly legs: readonly Leg[];
  readonly memory: CallMemory;
};

/** Every leg that is still up. */
export const legsUp = (call: Call): readonly Leg[] => call.legs.filter((leg) => leg.up);
