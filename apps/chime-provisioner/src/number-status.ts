/**
 * Whether a number is in the account, by its status at the provider (API reference, PhoneNumber, Status). `stuck`: a person must
 * act, for example after a failed release.
 */
export const presence = (status: string): 'here' | 'arriving' | 'gone' | 'stuck' =>
  presences[status] ?? 'stuck';

const presences: Readonly<Record<string, 'here' | 'arriving' | 'gone'>> = {
  Assigned: 'here',
  Unassigned: 'here',
  AcquireInProgress: 'arriving',
  AcquireFailed: 'gone',
  Cancelled: 'gone',
  // It stays in the deletion queue for some days (API reference, DeletePhoneNumber).
  ReleaseInProgress: 'gone',
  DeleteInProgress: 'gone',
};
