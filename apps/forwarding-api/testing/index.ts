export { forwardingOpenapi } from '../src/openapi';
export {
  forwardingApiUnderTest,
  type ApiUnderTest,
  desk,
  deskForward,
  free,
  second,
  theirs,
  third,
} from './api-under-test';
