import { DecryptCommand, GenerateDataKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import type { Binding, ContextCipher } from './context-cipher';
import { openWith, sealWith } from './sealed-bytes';

/**
 * Encrypts under a data key of AWS KMS for each reservation. The key's encryption context names the reservation, so KMS
 * itself refuses to decrypt it for another one. The encrypted data key is stored in front of the text: erasing the bytes erases
 * the key.
 */
export const kmsContextCipher = (kms: KMSClient, keyId: string): ContextCipher => ({
  seal: async (context, binding) => {
    const { Plaintext, CiphertextBlob } = await kms.send(
      new GenerateDataKeyCommand({
        KeyId: keyId,
        KeySpec: 'AES_256',
        EncryptionContext: encryptionContext(binding),
      }),
    );
    if (!Plaintext || !CiphertextBlob)
      throw new Error('Cannot encrypt a context: expected a data key from KMS');
    const length = Buffer.alloc(2);
    length.writeUInt16BE(CiphertextBlob.length);
    const sealed = sealWith(Plaintext, context, binding);
    Plaintext.fill(0);
    return Buffer.concat([length, CiphertextBlob, sealed]);
  },

  open: async (sealed, binding) => {
    const bytes = Buffer.from(sealed);
    const end = 2 + bytes.readUInt16BE(0);
    const { Plaintext } = await kms.send(
      new DecryptCommand({
        KeyId: keyId,
        CiphertextBlob: bytes.subarray(2, end),
        EncryptionContext: encryptionContext(binding),
      }),
    );
    if (!Plaintext) throw new Error('Cannot decrypt a context: expected its data key from KMS');
    const context = openWith(Plaintext, bytes.subarray(end), binding);
    Plaintext.fill(0);
    return context;
  },
});

const encryptionContext = ({ pool, token }: Binding) => ({ pool, reservation: token });
