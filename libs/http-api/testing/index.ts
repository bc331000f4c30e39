export { asking, type Asked } from './asking';
export { httpApiEvent } from './http-api-event';
