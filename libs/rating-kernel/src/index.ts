export {
  compileKernel,
  type Kernel,
  kernelKinds,
  type KernelMembership,
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
export { type KernelLine, type KernelSpan } from './kernel-line';
export { type Reference, referenceBytes, readReference } from './references';
