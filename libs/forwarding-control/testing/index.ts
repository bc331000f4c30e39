export { changeLogContract } from './change-log.contract';
export {
  ann,
  controlOf,
  controlUnderTest,
  type ControlUnderTest,
  office,
  officeForward,
  sweepUntilFinished,
} from './control-under-test';
export { operationStoreContract } from './operation-store.contract';
export { operationWith } from './operation-with';
