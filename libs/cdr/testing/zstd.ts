/** 40 times two documents, compressed by zstd 1.5, with a checksum. */
export const compressedZstd = {
  bytes: Buffer.from('KLUv/WSAAcUAAHB7ImEiOjF9CnsiYiI6MgIAa2YWMKsoARUB9rU=', 'base64'),
  text: '{"a":1}\n{"b":2}\n'.repeat(40),
};

/** A zstd frame whose blocks are not compressed (RFC 8878, 3.1.1): Node compresses zstd only from 22.15 on. */
export const storedZstd = (content: Uint8Array): Buffer => {
  const header = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xa0, 0, 0, 0, 0]); // one segment, and its size in four bytes
  header.writeUInt32LE(content.length, 5);
  const blocks: Buffer[] = [];
  for (let at = 0; at === 0 || at < content.length; at += blockBytes) {
    const block = content.subarray(at, at + blockBytes);
    const isLast = at + blockBytes >= content.length;
    const head = Buffer.alloc(3);
    head.writeUIntLE((block.length << 3) | (isLast ? 1 : 0), 0, 3);
    blocks.push(head, Buffer.from(block));
  }
  return Buffer.concat([header, ...blocks]);
};

const blockBytes = 128 << 10;
