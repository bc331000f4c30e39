import type { CallRecord } from '@dialplane/cdr';
import { fail, type Issue, ok, type Result, issuesOf } from '@dialplane/basics';
import * as v from 'valibot';

/** The usage type for records that have none, if all of the named fields have these values. */
export type UsageRule = {
  readonly when: Readonly<Record<string, string>>;
  readonly usageType: string;
  /** @default the record's own */
  readonly serviceCode?: string;
};

/** Rules for records without a usage type, such as those of Business Calling. The first rule that matches applies. */
export type UsageMapping = readonly UsageRule[];

/** A line of the price lists. */
export type Usage = { readonly serviceCode: string; readonly usageType: string };

/** The line that prices a record: its own, or that of the mapping. Undefined if there is neither. */
export const usageOf = (
  { serviceCode, usageType, fields }: CallRecord,
  mapping: UsageMapping = [],
): Usage | undefined => {
  if (usageType !== undefined) return { serviceCode, usageType };
  const rule = mapping.find(({ when }) =>
    Object.entries(when).every(([name, value]) => fields[name] === value),
  );
  return rule && { serviceCode: rule.serviceCode ?? serviceCode, usageType: rule.usageType };
};

/**
 * Reads a mapping from JSON. AWS publishes no mapping for Business Calling, so the operator has to write it: `[{ "when": {
 * "Direction": "Outbound", "DestinationCountry": "US" }, "usageType": "USE1-US-US-outbound-minutes" }]`
 */
export const parseUsageMapping = (input: unknown): Result<UsageMapping, readonly Issue[]> => {
  const result = v.safeParse(usageMappingSchema, input);
  if (result.success) return ok(result.output);
  return fail(issuesOf(result.issues));
};

const text = () => v.pipe(v.string(), v.nonEmpty());

/** The schema of a mapping, by itself or in another file. */
export const usageMappingSchema = v.array(
  v.strictObject({
    when: v.record(v.string(), v.string()),
    usageType: text(),
    serviceCode: v.exactOptional(text()),
  }),
);
