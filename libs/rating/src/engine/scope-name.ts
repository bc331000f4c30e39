import type { UsageScope } from '@dialplane/pricing';

/** A text that identifies a scope: its parts, each with its length in front, since they may hold any character. */
export const scopeName = ({ accountId, serviceCode, usageType, period }: UsageScope): string =>
  `${accountId.length}:${accountId}${serviceCode.length}:${serviceCode}${usageType.length}:${usageType}${period}`;
