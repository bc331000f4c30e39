import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Binding } from './context-cipher';
import type { Context } from './context';

const ivBytes = 12;
const tagBytes = 16;

/** The bytes that a reservation's encryption is bound to. */
export const boundTo = ({ pool, token }: Binding): Buffer => Buffer.from(JSON.stringify([pool, token]));

/** Encrypts with AES-256-GCM under a key that is used only once: nonce, tag, then the text. */
export const sealWith = (key: Uint8Array, context: Context, binding: Binding): Buffer => {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(boundTo(binding));
  const text = Buffer.concat([cipher.update(JSON.stringify(context), 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]);
};

/** Decrypts the output of `sealWith`. @throws if it was made with another key, or for another reservation */
export const openWith = (key: Uint8Array, sealed: Uint8Array, binding: Binding): Context => {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes), {
    authTagLength: tagBytes,
  }).setAAD(boundTo(binding));
  decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
  const text = Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]);
  return JSON.parse(text.toString('utf8')) as Context;
};
