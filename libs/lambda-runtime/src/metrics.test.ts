import { embeddedMetrics } from './metrics';

const written = (name: string, dimensions?: Readonly<Record<string, string>>, value?: number) => {
  const lines: string[] = [];
  embeddedMetrics(
    (line) => lines.push(line),
    () => 1795256040000,
  )(name, dimensions, value);
  return lines.map((line) => JSON.parse(line) as unknown);
};

it('writes a count in the form that CloudWatch reads as a metric', () => {
  expect(written('CallsForwarded', { reason: 'busy', app: 'forwarding-sma' })).toEqual([
    {
      _aws: {
        Timestamp: 1795256040000,
        CloudWatchMetrics: [
          {
            Namespace: 'Dialplane',
            Dimensions: [['reason', 'app']],
            Metrics: [{ Name: 'CallsForwarded', Unit: 'Count' }],
          },
        ],
      },
      reason: 'busy',
      app: 'forwarding-sma',
      CallsForwarded: 1,
    },
  ]);
});

it('uses the namespace of the stack that deployed the app', () => {
  process.env['METRICS_NAMESPACE'] = 'Dialplane/forwarding-live';
  const [line] = written('Calls');
  delete process.env['METRICS_NAMESPACE'];

  expect(line).toMatchObject({ _aws: { CloudWatchMetrics: [{ Namespace: 'Dialplane/forwarding-live' }] } });
});

it('writes a measured value', () => {
  expect(written('PoolUse', { pool: 'production' }, 62.5)).toEqual([
    expect.objectContaining({ pool: 'production', PoolUse: 62.5 }),
  ]);
});

it('needs no dimensions', () => {
  expect(written('Calls')).toEqual([
    expect.objectContaining({ Calls: 1, _aws: expect.objectContaining({ Timestamp: 1795256040000 }) }),
  ]);
});

it('lets no phone number out', () => {
  expect(written('Calls', { to: '+14155550123' })).toEqual([expect.objectContaining({ to: '***23' })]);
});
