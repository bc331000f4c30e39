import type { AddCommand } from '../../session';
import { addCheckout } from './checkout';
import { addImport } from './import';
import { addDnisNumbers } from './numbers';
import { addPools } from './pools';
import { addRelease } from './release';
import { addSize } from './size';
import { addStatus } from './status';

/** `dialplane dnis`, and the commands below it. */
export const addDnis: AddCommand = (parent, perform) => {
  const dnis = parent.command('dnis').description('pools of numbers for transfers into Amazon Connect');
  for (const add of [addPools, addDnisNumbers, addCheckout, addStatus, addRelease, addSize, addImport])
    add(dnis, perform);
};
