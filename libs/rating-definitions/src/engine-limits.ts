/**
 * Up to this volume the embedded engine rates a window in one Lambda function; above it, Spark does on AWS Glue. ADR 8 has the
 * measurements: the disk of the function sets the limit of bytes, and its time that of objects.
 */
export const engineLimits = { objects: 300_000, bytes: 3.5 * 2 ** 30 } as const;
