// Lints texts as if each stood in a file of its own, and prints the messages. A program of its own, since jest cannot
// load ESLint's configuration, which is an ES module.
import { readFileSync } from 'node:fs';
import { ESLint } from 'eslint';

const eslint = new ESLint();
const cases = JSON.parse(readFileSync(0, 'utf8'));
const results = [];
for (const { file, text } of cases) {
  const [result] = await eslint.lintText(text, { filePath: file });
  results.push(result.messages.map(({ ruleId, message }) => ({ rule: ruleId, message })));
}
process.stdout.write(JSON.stringify(results));
