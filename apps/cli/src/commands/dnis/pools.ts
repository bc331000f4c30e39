import { ok } from '@dialplane/basics';
import { path } from '../../client';
import type { CommandResult } from '../../command-result';
import type { AddCommand, Session } from '../../session';
import { formatTable } from '../../table';
import type { ApiPool, ApiPoolUse } from './api';

/** `dialplane dnis pools` */
export const addPools: AddCommand = (parent, perform) => {
  parent
    .command('pools')
    .description('the pools, their rules, and how many of their numbers are in use')
    .action(() => perform(showPools));
};

const showPools = async ({ api }: Session): Promise<CommandResult> => {
  const listed = await api.ask<{ readonly pools: readonly ApiPool[] }>('GET', '/pools');
  if (!listed.ok) return listed;
  const pools: (ApiPool & { readonly use: ApiPoolUse })[] = [];
  for (const pool of listed.value.body.pools) {
    const use = await api.ask<ApiPoolUse>('GET', path('pools', pool.name, 'use'));
    if (!use.ok) return use;
    pools.push({ ...pool, use: use.value.body });
  }
  const rows = pools.map(({ name, mode, holdSeconds, restSeconds, withheldCallers, use }) => [
    name,
    mode,
    `${holdSeconds} s`,
    `${restSeconds} s`,
    withheldCallers,
    ...[use.numbers, use.free, use.reserved, use.connected + use.resting, use.retired].map(String),
  ]);
  const headings = [
    'pool',
    'mode',
    'hold',
    'rest',
    'withheld',
    'numbers',
    'free',
    'reserved',
    'resting',
    'retired',
  ];
  return ok({ json: { pools }, text: (columns) => formatTable(headings, rows, columns) });
};
