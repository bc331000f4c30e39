/** A line of the bench's output: what was measured, the figure, and the target if there is one. */
export const printFigure = (what: string, figure: string, target = ''): void =>
  console.log(`${what.padEnd(46)} ${figure.padEnd(26)} ${target}`);
