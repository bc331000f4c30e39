/** Writes a line of the log. The line has no line break at its end. */
export type WriteLine = (line: string) => void;

/** Writes to standard output, which Lambda sends to CloudWatch Logs unchanged (console.log adds a prefix). */
export const writeLine: WriteLine = (line) => {
  process.stdout.write(`${line}\n`);
};
