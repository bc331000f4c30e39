export {
  countingDialtonePorts,
  type CountingDialtonePorts,
  dialtonePorts,
  type DialtonePorts,
} from './dialtone-ports';
export { countingDialtoneSettings, dialtoneSettings } from './dialtone-settings';
export { endAfterDial, unconnected } from './end-after-dial';
export { sayAndEnd } from './say-and-end';
