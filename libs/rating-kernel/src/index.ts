export {
  compileKernel,
  type Counted,
  type HostRecord,
  type Kernel,
  type KernelMembership,
  type KernelMemberships,
  kernelMemberships,
  type KernelOptions,
  type KernelPart,
  openKernel,
  type ReferenceKind,
  type Stop,
  type SubjectRow,
  type SumRow,
  type Sums,
} from './kernel';
export { heldNote, usedBytes } from './held-notes';
export { type KernelLine, type KernelSpan, type KernelTier } from './kernel-line';
export { type Reference, referenceBytes, readReference } from './references';
