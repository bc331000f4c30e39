import { jsonLogger } from './logger';

/** The lines that `say` has logged. */
const logged = (say: (log: ReturnType<typeof jsonLogger>) => void) => {
  const lines: string[] = [];
  say(jsonLogger((line) => lines.push(line)));
  return lines;
};

it.each(['info', 'warn', 'error'] as const)('writes one line of JSON at level %s', (level) => {
  const lines = logged((log) => log[level]('Answered a call event', { event: 'arrival', steps: ['bridge'] }));

  expect(lines).toEqual([
    `{"level":"${level}","message":"Answered a call event","event":"arrival","steps":["bridge"]}`,
  ]);
});

it('needs no fields', () => {
  expect(logged((log) => log.info('Started'))).toEqual(['{"level":"info","message":"Started"}']);
});

it('stays on one line, also with line breaks in the text', () => {
  const [line] = logged((log) => log.info('two\nlines', { text: 'two\r\nlines' }));

  expect(line).not.toMatch(/[\r\n]/);
});

it('redacts the message too', () => {
  expect(logged((log) => log.info('Rang +14155550123'))).toEqual(['{"level":"info","message":"Rang ***23"}']);
});

it('lets no field replace the level or the message', () => {
  const lines = logged((log) => log.error('Lost', { level: 'info', message: 'Fine' }));

  expect(lines).toEqual(['{"level":"error","message":"Lost"}']);
});

it('writes to standard output by default', () => {
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    jsonLogger().info('Started');
    expect(write.mock.calls).toEqual([['{"level":"info","message":"Started"}\n']]);
  } finally {
    write.mockRestore();
  }
});
