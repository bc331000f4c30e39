/** What S3 can be asked. Loaded when it is: whoever only reads a directory needs no SDK, and need not have it. */
export const s3Commands = () => import('@aws-sdk/client-s3');
