import type { ConnectQueue } from './connect-queue';

/** One contact of an Amazon Connect instance. Times are epoch milliseconds. */
export type ConnectContact = {
  readonly contactId: string;
  readonly instanceArn: string;
  /** The caller's number, as the network delivers it. It may be withheld: empty, or a word. */
  readonly customer: string;
  /** The number that was dialled. */
  readonly system: string;
  readonly startedAt: number;
  readonly attributes: Map<string, string>;
  /** The identifiers of the blocks that ran, in order. */
  readonly path: string[];
  state: 'in-flow' | 'in-queue' | 'with-agent' | 'transferred' | 'ended';
  queue?: ConnectQueue;
  endedAt?: number;
};

/** UpdateContactAttributes (Amazon Connect API reference): all attributes of a contact together. */
export const mostAttributeBytes = 32_768;

/**
 * Sets attributes of a contact: all of them, or none if together with the others they would be too large.
 *
 * @returns whether they were set
 */
export const addAttributes = (
  { attributes }: ConnectContact,
  added: Readonly<Record<string, string>>,
): boolean => {
  const all = new Map([...attributes, ...Object.entries(added)]);
  const bytes = [...all].reduce(
    (sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value),
    0,
  );
  if (bytes > mostAttributeBytes) return false;
  for (const [key, value] of Object.entries(added)) attributes.set(key, value);
  return true;
};

/** The event of a Lambda block (Amazon Connect administrator guide, "Grant Connect access to your Lambda functions"). */
export const contactFlowEvent = (
  { contactId, instanceArn, customer, system, attributes, queue }: ConnectContact,
  region: string,
  parameters: Readonly<Record<string, string>>,
) => ({
  Name: 'ContactFlowEvent',
  Details: {
    ContactData: {
      Attributes: Object.fromEntries(attributes),
      AwsRegion: region,
      Channel: 'VOICE',
      ContactId: contactId,
      CustomerEndpoint: { Address: customer, Type: 'TELEPHONE_NUMBER' },
      CustomerId: null,
      Description: null,
      InitialContactId: contactId,
      InitiationMethod: 'INBOUND',
      InstanceARN: instanceArn,
      LanguageCode: 'en-US',
      MediaStreams: { Customer: { Audio: null } },
      Name: null,
      PreviousContactId: contactId,
      Queue: queue ? { ARN: queue.arn, Name: queue.name, OutboundCallerId: null } : null,
      References: {},
      RelatedContactId: null,
      SegmentAttributes: { 'connect:Subtype': { ValueString: 'connect:Telephony' } },
      SystemEndpoint: { Address: system, Type: 'TELEPHONE_NUMBER' },
      Tags: {},
    },
    Parameters: parameters,
  },
});
