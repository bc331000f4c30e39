/**
 * Names of objects that no service writes as call detail records: hidden files, files of editors and operating systems, and markers of
 * Hadoop, Spark and the S3 console. A regular expression for the part of a key after the last slash, in a form that JavaScript, Python
 * and Java read alike. A key that ends with a slash has an empty name.
 *
 * A leading underscore alone does not count: keys of Business Calling begin with one where there is no conference.
 */
export const ignoredName =
  '|\\..*|.*~|#.*#|.*\\.(?:swp|swo|tmp|bak|crc)|.*_\\$folder\\$|_SUCCESS|_temporary|_(?:common_)?metadata|_(?:committed|started)_\\w+|Thumbs\\.db|desktop\\.ini';

const pattern = new RegExp(`^(?:${ignoredName})$`);

/** Whether no service writes an object of this key as a record. */
export const isIgnoredKey = (key: string): boolean => pattern.test(key.slice(key.lastIndexOf('/') + 1));
