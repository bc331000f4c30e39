import { showProgress } from './show-progress';

const open = (
  terminal: { isTTY?: boolean; columns?: number },
  environment: Readonly<Record<string, string>> = {},
) => {
  const written: string[] = [];
  const clock = { now: 0 };
  const output = { write: (text: string) => written.push(text), ...terminal };
  const { show, end } = showProgress(output, environment, () => clock.now);
  const tell = (now: number) => {
    clock.now = now;
    show({ bytes: now, totalBytes: 10_000, records: now });
  };
  return { written, output, tell, end };
};

it('on a terminal draws one line in its place, no more than ten times a second, and takes it away', () => {
  const { written, tell, end } = open({ isTTY: true, columns: 40 });
  [1_000, 1_050, 1_100].forEach(tell);
  end();

  expect(written).toEqual([
    '10 %  1.0 of 10.0 kB  1,000 records/s',
    '\r\u001b[J11 %  1.1 of 10.0 kB  1,000 records/s',
    '\r\u001b[J',
  ]);
});

it('takes away all of a line that a smaller window has broken into several', () => {
  const { written, output, tell } = open({ isTTY: true, columns: 100 });
  tell(1_000);
  output.columns = 30;
  tell(2_000);

  const lines = Math.ceil((written[0]?.length ?? 0) / 30);
  expect(lines).toBeGreaterThan(1);
  expect(written[1]).toBe(`\u001b[${lines - 1}A\r\u001b[J20 %  2.0 of 10.0 kB`);
});

it.each`
  what                 | terminal                         | environment
  ${'a pipe'}          | ${{}}                            | ${{}}
  ${'a CI'}            | ${{ isTTY: true, columns: 100 }} | ${{ CI: 'true' }}
  ${'a dumb terminal'} | ${{ isTTY: true, columns: 100 }} | ${{ TERM: 'dumb' }}
`('into $what writes a line a second, without going back', ({ terminal, environment }) => {
  const { written, tell, end } = open(terminal, environment);
  [500, 1_000, 1_100, 2_000].forEach(tell);
  end();

  expect(written).toEqual([
    '10 %  1.0 of 10.0 kB  1,000 records/s  0:09 left\n',
    '20 %  2.0 of 10.0 kB  1,000 records/s  0:08 left\n',
  ]);
});

it('says nothing of work that is done at once', () => {
  const { written, end } = open({ isTTY: true, columns: 80 });
  end();

  expect(written).toEqual([]);
});

it('shows no colour, with any value of NO_COLOR', () => {
  const { written, tell } = open({ isTTY: true, columns: 100 }, { NO_COLOR: '' });
  tell(1_000);

  expect(written.join('')).not.toContain('\u001b[3');
});
