import type { Attention } from './overview-query';

/** The page on which something that needs attention can be dealt with. Undefined: there is none. */
export const attentionLink = ({ number, pool, window, extension, call }: Attention): string | undefined => {
  const at = (path: string, name: string) => `${path}${encodeURIComponent(name)}`;
  if (call !== undefined) return at('/calls/', call);
  if (pool !== undefined) return at('/dnis-pools?pool=', pool);
  if (number !== undefined) return at('/numbers/', number);
  if (window !== undefined) return at('/rating?window=', window);
  if (extension !== undefined) return at('/dialtone?extension=', extension);
  return undefined;
};
