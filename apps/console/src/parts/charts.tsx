import type { ReactNode } from 'react';
import {
  Area,
  AreaChart,
  Bar,
  BarChart,
  CartesianGrid,
  Legend,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import './charts.css';

/** Colours that differ in lightness too, so that they can be told apart without colour. */
const colours = ['var(--chart-1)', 'var(--chart-2)', 'var(--chart-3)', 'var(--chart-4)'];

const axis = { stroke: 'var(--ink-soft)', fontSize: 12 } as const;
const tooltip = {
  contentStyle: { background: 'var(--raised)', border: '1px solid var(--line)', color: 'var(--ink)' },
  cursor: { stroke: 'var(--field-line)', fill: 'var(--accent-soft)' },
} as const;

type FigureProps = { readonly caption: string; readonly children: ReactNode };

/** A chart with its caption. Screen readers read the caption; the numbers are in a table on the same page. */
const Figure = ({ caption, children }: FigureProps) => (
  <figure className="chart">
    <figcaption>{caption}</figcaption>
    <div aria-hidden="true" className="drawing">
      {children}
    </div>
  </figure>
);

type Row = Readonly<Record<string, number | string>>;

type StackProps = {
  readonly caption: string;
  /** Each row has `at`, a time in milliseconds. */
  readonly rows: readonly Row[];
  readonly series: readonly { readonly key: string; readonly title: string }[];
};

/** Counts over time, on top of each other. */
export const StackedOverTime = ({ caption, rows, series }: StackProps) => (
  <Figure caption={caption}>
    <ResponsiveContainer width="100%" height={220}>
      <AreaChart data={[...rows]} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--line)" vertical={false} />
        <XAxis
          {...axis}
          dataKey="at"
          type="number"
          domain={['dataMin', 'dataMax']}
          tickFormatter={(at: number) => timeOf(at)}
        />
        <YAxis {...axis} allowDecimals={false} width={36} />
        <Tooltip {...tooltip} labelFormatter={(at) => new Date(Number(at)).toLocaleString()} />
        <Legend />
        {series.map(({ key, title }, index) => (
          <Area
            key={key}
            dataKey={key}
            name={title}
            type="stepAfter"
            stackId="all"
            stroke={colours[index] ?? 'var(--accent)'}
            fill={colours[index] ?? 'var(--accent)'}
            isAnimationActive={false}
          />
        ))}
      </AreaChart>
    </ResponsiveContainer>
  </Figure>
);

const timeOf = (at: number): string =>
  new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });

type BarsProps = {
  readonly caption: string;
  readonly rows: readonly { readonly name: string; readonly value: number }[];
  readonly unit: string;
};

/** One bar for each name. */
export const Bars = ({ caption, rows, unit }: BarsProps) => (
  <Figure caption={caption}>
    <ResponsiveContainer width="100%" height={Math.max(120, 40 + rows.length * 34)}>
      <BarChart data={[...rows]} layout="vertical" accessibilityLayer={false}>
        <CartesianGrid stroke="var(--line)" horizontal={false} />
        <XAxis {...axis} type="number" />
        <YAxis {...axis} type="category" dataKey="name" width={120} />
        <Tooltip {...tooltip} formatter={(value) => `${String(value)} ${unit}`} />
        <Bar dataKey="value" name={unit} fill="var(--chart-1)" isAnimationActive={false} />
      </BarChart>
    </ResponsiveContainer>
  </Figure>
);

type CurveProps = {
  readonly caption: string;
  readonly rows: readonly { readonly x: number; readonly y: number }[];
  readonly xTitle: string;
  readonly yTitle: string;
  /** A value of x to mark, and what it is. */
  readonly mark?: { readonly x: number; readonly title: string };
};

/** A curve with a logarithmic y axis, from one in a million to 1. */
export const LogarithmicCurve = ({ caption, rows, xTitle, yTitle, mark }: CurveProps) => (
  <Figure caption={caption}>
    <ResponsiveContainer width="100%" height={260}>
      <LineChart data={rows.filter(({ y }) => y >= 1e-6)} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--line)" />
        <XAxis {...axis} dataKey="x" type="number" domain={['dataMin', 'dataMax']} name={xTitle} />
        <YAxis
          {...axis}
          scale="log"
          domain={[1e-6, 1]}
          ticks={[1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1]}
          tickFormatter={(share: number) => `${Number((share * 100).toPrecision(1))} %`}
          width={70}
        />
        <Tooltip
          {...tooltip}
          labelFormatter={(x) => `${String(x)} ${xTitle}`}
          formatter={(y) => `${Number((Number(y) * 100).toPrecision(2))} %`}
        />
        {mark && (
          <ReferenceLine
            x={mark.x}
            stroke="var(--bad)"
            label={{ value: mark.title, fill: 'var(--ink)', position: 'insideTopRight' }}
          />
        )}
        <Line dataKey="y" name={yTitle} stroke="var(--chart-1)" dot={false} isAnimationActive={false} />
      </LineChart>
    </ResponsiveContainer>
  </Figure>
);
