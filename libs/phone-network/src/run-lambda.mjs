// Runs the handler of a Lambda function for `lambdaProcess`: node run-lambda.mjs <file> [handler]. Events come as lines of
// standard input, answers go to standard output. Plain JavaScript, because it runs outside the workspace's build.
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const [, , file, name] = process.argv;
const answers = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr); // logs must not be mixed up with answers

const module = await import(pathToFileURL(file).href);
const exported = { ...module.default, ...module };
const names = name ? [name] : ['handler', 'lambdaHandler', 'lambda_handler'];
const handler = names.map((each) => exported[each]).find((each) => typeof each === 'function');
if (!handler) throw new Error(`Cannot find a handler in ${file}: expected it to export ${names.join(', ')}`);

/** An invocation as the Node.js runtime makes it: the first of the promise and the callback counts. */
const invoke = (event) =>
  new Promise((resolve, reject) => {
    const callback = (error, value) => (error ? reject(error) : resolve(value));
    const context = {
      awsRequestId: crypto.randomUUID(),
      functionName: 'local',
      functionVersion: '$LATEST',
      getRemainingTimeInMillis: () => 5_000,
      callbackWaitsForEmptyEventLoop: true,
    };
    const returned = handler(event, context, callback);
    if (typeof returned?.then === 'function') returned.then(resolve, reject);
  });

for await (const line of createInterface({ input: process.stdin })) {
  const answer = await invoke(JSON.parse(line)).then(
    (value) => ({ value: value ?? null }),
    (error) => ({ error: String(error?.stack ?? error) }),
  );
  answers(`\u0001lambda ${JSON.stringify(answer)}\n`);
}
