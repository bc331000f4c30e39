/**
 * Settings of a DynamoDB client for an app that a caller waits for: each request is short, and tried once, because the app has a
 * patience and a second try of its own. Times are in milliseconds.
 */
export const whileACallerWaits = {
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 200, requestTimeout: 400, throwOnRequestTimeout: true },
} as const;
