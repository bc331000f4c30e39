import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chimeOperations } from '../src/chime-operations';
import { findRoute } from '@dialplane/virtual-aws';

const commands = join(
  dirname(require.resolve('@aws-sdk/client-chime-sdk-voice/package.json')),
  'dist-types/commands',
);

/** The errors that the SDK's documentation lists for an operation. */
export const documentedErrors = (operation: string): ReadonlySet<string> => {
  const text = readFileSync(join(commands, `${operation}Command.d.ts`), 'utf8');
  return new Set([...text.matchAll(/@throws \{@link (\w+Exception)\} \(/g)].map(([, name = '']) => name));
};

/**
 * Answers as `fetch` does, and lets no error pass that is not documented for its operation.
 *
 * @throws for such an error
 */
export const documented =
  (fetch: (request: Request) => Promise<Response>) =>
  async (request: Request): Promise<Response> => {
    const operation = findRoute(chimeOperations, request)?.operation.name;
    const response = await fetch(request);
    const error = response.headers.get('x-amzn-errortype');
    if (operation && error && response.status !== 501 && !documentedErrors(operation).has(error))
      throw new Error(
        `${operation} answered ${error}: expected one of ${[...documentedErrors(operation)].join(', ')}`,
      );
    return response;
  };
