import {
  directoryRecords,
  ladderOf,
  ladderText,
  type PhoneBehaviour,
  type TranscriptEntry,
  virtualTime,
  type Dialling,
} from '@dialplane/phone-network';
import { platform } from '../platform';
import { memoryStores } from '../stores';

const monday = Date.UTC(2026, 0, 5, 17); // 9 o'clock in Los Angeles

/** A complete platform in virtual time for the demo. */
export const demoPlatform = async (records: string) => {
  const time = virtualTime(monday);
  const transcript: TranscriptEntry[] = [];
  const { network, api } = await platform({
    time,
    stores: memoryStores(),
    records: directoryRecords(records),
    transcript: (entry) => void transcript.push(entry),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    defaultBehaviour: () => ({ kind: 'answers', afterSeconds: 2 }),
  });
  return {
    network,
    addPhones: (phones: Readonly<Record<string, PhoneBehaviour>>): void =>
      Object.entries(phones).forEach(([number, behaviour]) => network.addPhone(number, behaviour)),
    /** Sends a request to the control API. */
    ask: async (
      method: string,
      path: string,
      {
        headers = {},
        body,
      }: { readonly headers?: Readonly<Record<string, string>>; readonly body?: object } = {},
    ): Promise<Response> =>
      api.request(path, { method, headers, ...(body && { body: JSON.stringify(body) }) }),
    /** Places a call, and plays it to its end. */
    ring: async (dialling: Dialling) => {
      const id = network.dial(dialling);
      await time.run();
      const said = transcript.filter(({ call }) => call === id);
      return {
        ladder: ladderText(ladderOf(transcript, id)),
        /** The phones and trunks that picked up. */
        answeredBy: said
          .filter(({ what, from }) => what === '200 OK' && from !== 'service')
          .map(({ from }) => from),
      };
    },
  };
};
