/** What commander writes about a wrong command line, and how we say it. */
const ourWords: readonly (readonly [pattern: RegExp, ours: string])[] = [
  [/^unknown command '(.*)'$/, 'Cannot run "$1": there is no such command'],
  [/^unknown option '(.*)'$/, 'Cannot use $1: there is no such option'],
  [/^missing required argument '(.*)'$/, 'Cannot run the command without <$1>'],
  [/^required option '(.*)' not specified$/, 'Cannot run the command without $1'],
  [/^option '(.*)' argument missing$/, 'Cannot use $1 without a value'],
  [/^option '(.*)' argument '(.*)' is invalid\. (.*)$/, 'Cannot use "$2" for $1: $3'],
  [/^command-argument value '(.*)' is invalid for argument '(.*)'\. (.*)$/, 'Cannot use "$1" for <$2>: $3'],
  [/^option '(.*)' cannot be used with option '(.*)'$/, 'Cannot use $1 together with $2'],
  [
    /^too many arguments(?: for '.*')?\. Expected (\d+) arguments? but got (\d+)$/,
    'Cannot run the command with $2 arguments: expected $1',
  ],
];

/** Rewrites an error of commander, `error: unknown option '--x'`, in the style of our own messages. */
export const usageError = (text: string): string => {
  const [problem = '', ...hints] = text
    .replace(/^error: /, '')
    .trimEnd()
    .split('\n');
  const plain = problem.replace(/\.$/, '');
  const [pattern, ours] = ourWords.find(([it]) => it.test(plain)) ?? [/^/, 'Cannot run the command: '];
  const said = plain.replace(pattern, ours).replace(/: Allowed choices are (.*)$/, ': expected one of $1');
  return `${[said, ...hints.map((hint) => hint.replace(/^\((.*)\)$/, '$1'))].join('. ')}\n`;
};
