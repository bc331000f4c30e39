import { hkdfSync } from 'node:crypto';
import type { ContextCipher } from './context-cipher';
import { boundTo, openWith, sealWith } from './sealed-bytes';

/**
 * Encrypts under one key of this process, for loopback and tests: each reservation's key is derived from it.
 *
 * @param secret 32 bytes
 */
export const localContextCipher = (secret: Uint8Array): ContextCipher => {
  const keyFor = (bound: Uint8Array) =>
    new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(), bound, 32));
  return {
    seal: async (context, binding) => sealWith(keyFor(boundTo(binding)), context, binding),
    open: async (sealed, binding) => openWith(keyFor(boundTo(binding)), sealed, binding),
  };
};
