import { folderWith } from '@dialplane/basics/testing';
import { App, TerraformStack } from 'cdktf';

/** A folder with code that does nothing: a `main.js` with a handler. */
export const stubCode = (): string => folderWith({ 'main.js': 'exports.handler = async () => undefined;' });

/** An empty stack called `calls-test`, in an app that writes to a folder of its own. */
export const emptyStack = (): TerraformStack =>
  new TerraformStack(new App({ outdir: folderWith(), skipValidation: true }), 'calls-test');
