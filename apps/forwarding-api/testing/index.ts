export { forwardingOpenapi } from '../src/openapi';
export {
  forwardingApiUnderTest,
  type ApiUnderTest,
  desk,
  deskForward,
  free,
  office,
  second,
  theirs,
  third,
} from './api-under-test';
