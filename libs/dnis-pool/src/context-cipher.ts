import type { Context } from './context';

/** What a context is encrypted for. A context that is moved to another reservation cannot be read there. */
export type Binding = { readonly pool: string; readonly token: string };

/** Encrypts contexts, each with a key of its own that is bound to its reservation. */
export type ContextCipher = {
  readonly seal: (context: Context, binding: Binding) => Promise<Uint8Array>;
  /** @throws where the bytes were not sealed for this reservation */
  readonly open: (sealed: Uint8Array, binding: Binding) => Promise<Context>;
};
