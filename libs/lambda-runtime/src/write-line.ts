/** Where lines of log go. The line has no line break at its end. */
export type WriteLine = (line: string) => void;

/** To standard output, which Lambda sends to CloudWatch Logs as it is (console.log puts its own words in front). */
export const writeLine: WriteLine = (line) => {
  process.stdout.write(`${line}\n`);
};
