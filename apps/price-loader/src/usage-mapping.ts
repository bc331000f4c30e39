import { describeIssues } from '@dialplane/basics';
import type { ObjectStore } from '@dialplane/object-store';
import { parseUsageMapping, type UsageMapping } from '@dialplane/pricing';

/** Where the operator may put the mapping for records without a usage type, in the bucket of results. */
export const mappingKey = 'plans/usage-mapping.json';

/** The mapping; empty if there is none. @throws TypeError if it is wrong, with all that is wrong with it */
export const readMapping = async (results: Pick<ObjectStore, 'read'>): Promise<UsageMapping> => {
  const bytes = await results.read(mappingKey);
  if (bytes === undefined) return [];
  const mapping = parseUsageMapping(parsed(Buffer.from(bytes).toString()));
  if (mapping.ok) return mapping.value;
  throw new TypeError(`Cannot use the mapping "${mappingKey}": ${describeIssues(mapping.error)}`);
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new TypeError(`Cannot use the mapping "${mappingKey}": expected JSON`);
  }
};
