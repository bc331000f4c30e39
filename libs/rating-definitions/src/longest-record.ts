/**
 * In bytes. A longer document that is not a record is not just one record that is wrong: it may hold any number of records, so its bytes
 * count as unread. Records have less than 2 KB.
 */
export const longestRecord = 16 << 10;
