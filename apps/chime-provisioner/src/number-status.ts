/**
 * How far a number is in the account, by the provider's word for it (API reference, PhoneNumber, Status). `stuck`: somebody
 * must look, as after a release that failed.
 */
export const presence = (status: string): 'here' | 'arriving' | 'gone' | 'stuck' =>
  presences[status] ?? 'stuck';

const presences: Readonly<Record<string, 'here' | 'arriving' | 'gone'>> = {
  Assigned: 'here',
  Unassigned: 'here',
  AcquireInProgress: 'arriving',
  AcquireFailed: 'gone',
  Cancelled: 'gone',
  // It stays listed for some days in the deletion queue (API reference, DeletePhoneNumber).
  ReleaseInProgress: 'gone',
  DeleteInProgress: 'gone',
};
