import type { AddCommand } from '../../session';
import { addAdd } from './add';
import { addChange } from './change';
import { addExplain } from './explain';
import { addHistory } from './history';
import { addList } from './list';
import { addRemove } from './remove';
import { addShow } from './show';

/** `dialplane forward` and its subcommands. */
export const addForward: AddCommand = (parent, perform) => {
  const forward = parent.command('forward').description('where calls to a number go');
  for (const add of [addAdd, addChange, addRemove, addList, addShow, addExplain, addHistory])
    add(forward, perform);
};
