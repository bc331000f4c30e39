/** What a stage has of direct dialtone. */
export type StageDialtone = {
  /** The dialtone of the stage: a file in `stacks/dialtone`. Every file is deployed with the code, so a release has both. */
  readonly file: `${string}.json`;
  /** Whether what is deployed serves at once, or what `dialplane dialtone promote` brings. @default newest */
  readonly serves?: 'newest' | 'promoted';
  /** The host name of the webhooks, and its certificate. @default the API's own URL */
  readonly domain?: { readonly name: string; readonly certificateArn: string };
};
