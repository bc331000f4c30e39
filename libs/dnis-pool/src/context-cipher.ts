import type { Context } from './context';

/** The reservation that a context is encrypted for. A context moved to another reservation cannot be decrypted there. */
export type Binding = { readonly pool: string; readonly token: string };

/** Encrypts contexts, each with a key of its own that is bound to its reservation. */
export type ContextCipher = {
  readonly seal: (context: Context, binding: Binding) => Promise<Uint8Array>;
  /** @throws if the bytes were not encrypted for this reservation */
  readonly open: (sealed: Uint8Array, binding: Binding) => Promise<Context>;
};
