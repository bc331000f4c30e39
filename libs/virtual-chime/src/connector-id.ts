import { createHash } from 'node:crypto';

/**
 * The id of a Voice Connector in its real form: 22 lower-case letters and digits, which are also the first part of its host name
 * (the examples of the API reference, such as `abcdef1ghij2klmno3pqr4`, and public configurations of PBXs).
 *
 * @param unique any text that differs for each connector
 */
export const connectorIdFrom = (unique: string): string => {
  const hash = createHash('sha256').update(unique).digest('hex');
  return `a${BigInt(`0x${hash}`).toString(36).slice(-21)}`;
};
