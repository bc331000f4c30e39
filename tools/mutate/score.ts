import type { EquivalentMutant } from './equivalent-mutants';

type Position = { readonly line: number; readonly column: number };

/** The part of Stryker's JSON report that the score needs (stryker-mutator.io, "mutation testing report schema"). */
export type MutationReport = {
  readonly files: Readonly<
    Record<
      string,
      {
        readonly source: string;
        readonly mutants: readonly {
          readonly status: string;
          readonly replacement?: string;
          /** Lines and columns count from 1. */
          readonly location: { readonly start: Position; readonly end: Position };
        }[];
      }
    >
  >;
};

/** The score of one core. */
export type Score = {
  readonly killed: number;
  readonly equivalent: number;
  /** One line each: place, original and replacement. */
  readonly survivors: readonly string[];
  /** Killed mutants in percent of all that are not equivalent. */
  readonly percent: number;
};

/** The score of a run. A mutant is killed when a test fails or times out. */
export const scoreOf = (report: MutationReport, equivalents: readonly EquivalentMutant[]): Score => {
  const mutants = Object.entries(report.files).flatMap(([file, { source, mutants }]) =>
    mutants.map(({ status, replacement = '', location: { start, end } }) => ({
      file,
      line: start.line,
      status,
      replacement,
      original: textBetween(source, start, end),
    })),
  );
  const killed = mutants.filter(({ status }) => status === 'Killed' || status === 'Timeout').length;
  const left = mutants.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
  const survivors = left.filter(
    (mutant) =>
      !equivalents.some(
        ({ file, original, replacement = mutant.replacement }) =>
          file === mutant.file && original === mutant.original && replacement === mutant.replacement,
      ),
  );
  return {
    killed,
    equivalent: left.length - survivors.length,
    survivors: survivors.map(
      ({ file, line, original, replacement }) =>
        `${file}:${line}  ${oneLine(original)}  ->  ${oneLine(replacement)}`,
    ),
    percent: killed + survivors.length === 0 ? 100 : (100 * killed) / (killed + survivors.length),
  };
};

const textBetween = (source: string, start: Position, end: Position): string => {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  const last = lines.length - 1;
  return lines
    .map((line, i) => line.slice(i === 0 ? start.column - 1 : 0, i === last ? end.column - 1 : undefined))
    .join('\n');
};

const oneLine = (text: string): string => {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 90 ? `${line.slice(0, 87)}...` : line;
};
