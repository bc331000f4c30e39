export { openapi } from '../src/openapi';
export {
  apiUnderTest,
  type ApiUnderTest,
  desk,
  deskForward,
  free,
  office,
  second,
  theirs,
  third,
} from './api-under-test';
