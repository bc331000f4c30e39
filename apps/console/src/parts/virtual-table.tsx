import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, type ReactNode, useRef } from 'react';

export type Column<Row> = {
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** A class for the width of the column. */
  readonly className?: string;
};

type Props<Row> = {
  /** What the table lists, for screen readers. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
};

/** The height of a row in pixels. `.virtual-table` in parts.css sets the same. */
const rowHeight = 44;

const Table = <Row,>({ label, columns, rows, keyOf }: Props<Row>) => {
  const frame = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- the React compiler is not used here
  const { getVirtualItems, getTotalSize } = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    initialRect: { width: 1000, height: 900 },
    overscan: 6,
  });
  const inView = getVirtualItems();
  const above = inView[0]?.start ?? 0;
  const below = getTotalSize() - (inView.at(-1)?.end ?? 0);
  return (
    // A keyboard user scrolls the frame once it has the focus.
    <div ref={frame} className="virtual-table" role="region" aria-label={label} tabIndex={0}>
      <table aria-rowcount={rows.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map(({ title, className }) => (
              <th key={title} scope="col" className={className}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap height={above} columns={columns.length} />
          {inView.map(({ index }) => {
            const row = rows[index];
            return (
              row !== undefined && (
                <tr key={keyOf(row)} aria-rowindex={index + 2}>
                  {columns.map(({ title, cell, className }) => (
                    <td key={title} className={className}>
                      {cell(row)}
                    </td>
                  ))}
                </tr>
              )
            );
          })}
          <Gap height={below} columns={columns.length} />
        </tbody>
      </table>
    </div>
  );
};

/** A table of any length: only the rows in view are in the page. It is drawn again only if a property is another one. */
export const VirtualTable = memo(Table) as typeof Table;

/** Empty space in place of the rows that are not in view. */
const Gap = ({ height, columns }: { readonly height: number; readonly columns: number }) =>
  height > 0 && (
    <tr aria-hidden="true" className="gap">
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
