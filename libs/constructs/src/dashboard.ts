import { CloudwatchDashboard } from '@cdktf/provider-aws/lib/cloudwatch-dashboard';
import type { Construct } from 'constructs';
import type { Count } from './count-alarm';
import { physicalName } from './names';

/** One chart: its title and its metrics. */
export type Chart = {
  readonly title: string;
  readonly metrics: readonly (Count & { readonly label: string })[];
  /** @default Sum */
  readonly statistic?: 'Sum' | 'Maximum' | 'p99';
};

export type DashboardProps = { readonly region: string; readonly charts: readonly Chart[] };

const columns = 2;
const width = 12;
const height = 6;

/** A CloudWatch dashboard, with two charts in each row. */
export class Dashboard extends CloudwatchDashboard {
  constructor(scope: Construct, id: string, { region, charts }: DashboardProps) {
    super(scope, id, {
      dashboardName: physicalName(scope, id, 255),
      dashboardBody: JSON.stringify({
        widgets: charts.map((chart, at) => ({
          type: 'metric',
          x: (at % columns) * width,
          y: Math.floor(at / columns) * height,
          width,
          height,
          properties: widget(chart, region),
        })),
      }),
    });
  }
}

const widget = ({ title, metrics, statistic = 'Sum' }: Chart, region: string) => ({
  title,
  region,
  stat: statistic,
  period: 60,
  view: 'timeSeries',
  metrics: metrics.map(({ namespace, metric, dimensions = {}, label }) => [
    namespace,
    metric,
    ...Object.entries(dimensions).flat(),
    { label },
  ]),
});
