import { lazy, Suspense, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useMayChange } from '../../api/session';
import { PageHeader } from '../../parts/page-header';
import { ReadOnlyNotice } from '../../parts/read-only-notice';
import { EmptyState, QueryState } from '../../parts/states';
import { StatusLabel } from '../../parts/status-label';
import { type Column, VirtualTable } from '../../parts/virtual-table';
import {
  describeAttachment,
  describeForward,
  describeOperation,
  describeProductType,
  searchableText,
} from './describe-number';
import {
  isMoving,
  type ListedNumberView,
  useNumbers,
  useVoiceConnectors,
  type VoiceConnectorView,
} from './numbers-query';

const ForwardDialog = lazy(() => import('./forward-dialog'));
const RemoveDialog = lazy(() => import('./remove-dialog'));

type Opened = { readonly dialog: 'forward' | 'remove'; readonly number: ListedNumberView };

/** Every number of the account: forward one, remove a forward, find one while typing. */
const NumbersPage = () => {
  const numbers = useNumbers();
  const { data: connectors = [] } = useVoiceConnectors();
  const [opened, open] = useState<Opened>();
  const close = () => open(undefined);
  return (
    <>
      <PageHeader
        title="Numbers"
        description="Phone numbers of the account, and where calls to them go. Type to filter by any column."
      />
      <ReadOnlyNotice />
      <QueryState query={numbers} what="the numbers">
        {(all) =>
          all.length === 0 ? (
            <EmptyState title="The account has no numbers">
              Order numbers in Amazon Chime SDK, then they appear here.
            </EmptyState>
          ) : (
            <FilteredNumbers all={all} connectors={connectors} open={open} />
          )
        }
      </QueryState>
      <Suspense>
        {opened?.dialog === 'forward' && <ForwardDialog number={opened.number} close={close} />}
        {opened?.dialog === 'remove' && (
          <RemoveDialog number={opened.number} connectors={connectors} close={close} />
        )}
      </Suspense>
    </>
  );
};

type FilteredProps = {
  readonly all: readonly ListedNumberView[];
  readonly connectors: readonly VoiceConnectorView[];
  readonly open: (opened: Opened) => void;
};

const FilteredNumbers = ({ all, connectors, open }: FilteredProps) => {
  const [parameters, setParameters] = useSearchParams();
  const [filter, setFilter] = useState(parameters.get('filter') ?? '');
  const wanted = useDeferredValue(filter.trim().toLowerCase());
  // The address follows the filter, so that it can be sent to a colleague.
  useEffect(() => {
    const timer = setTimeout(() => {
      if ((parameters.get('filter') ?? '') !== filter)
        setParameters(filter ? { filter } : {}, { replace: true });
    }, 300);
    return () => clearTimeout(timer);
  }, [filter, parameters, setParameters]);

  const searchable = useMemo(
    () => all.map((number) => ({ number, text: searchableText(number, connectors) })),
    [all, connectors],
  );
  const shown = useMemo(
    () => searchable.filter(({ text }) => text.includes(wanted)).map(({ number }) => number),
    [searchable, wanted],
  );
  const mayChange = useMayChange();
  const columns = useMemo(() => columnsOf(connectors, open, mayChange), [connectors, open, mayChange]);
  return (
    <>
      <div className="toolbar">
        <FilterField value={filter} onChange={setFilter} />
        <p role="status">
          {shown.length === all.length ? `${all.length} numbers` : `${shown.length} of ${all.length} numbers`}
        </p>
      </div>
      {shown.length > 0 ? (
        <VirtualTable label="Numbers" columns={columns} rows={shown} keyOf={keyOf} />
      ) : (
        <EmptyState title={`No number matches “${filter}”`}>
          <button type="button" onClick={() => setFilter('')}>
            Clear the filter
          </button>
        </EmptyState>
      )}
    </>
  );
};

type FilterProps = { readonly value: string; readonly onChange: (value: string) => void };

/** The key `/` moves the focus here from anywhere on the page. */
const FilterField = ({ value, onChange }: FilterProps) => {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof Element && event.target.closest('input, select, textarea');
      if (event.key !== '/' || isTyping) return;
      event.preventDefault();
      field.current?.focus();
    };
    document.addEventListener('keydown', focus);
    return () => document.removeEventListener('keydown', focus);
  }, []);
  return (
    <input
      ref={field}
      type="search"
      aria-label="Filter the numbers"
      placeholder="Filter (press /)"
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  );
};

const keyOf = ({ number }: ListedNumberView): string => number;

const columnsOf = (
  connectors: readonly VoiceConnectorView[],
  open: (opened: Opened) => void,
  mayChange: boolean,
): readonly Column<ListedNumberView>[] => [
  {
    title: 'Number',
    cell: ({ number, name }) => (
      <>
        <Link className="number" to={`/numbers/${encodeURIComponent(number)}`}>
          {number}
        </Link>{' '}
        {name && <span className="hint">{name}</span>}
      </>
    ),
  },
  { title: 'Type', cell: (number) => describeProductType(number) },
  {
    title: 'Status',
    cell: ({ status }) => <StatusLabel tone={status === 'Assigned' ? 'good' : 'quiet'}>{status}</StatusLabel>,
  },
  { title: 'Attached to', cell: (number) => describeAttachment(number, connectors) },
  {
    title: 'Forward',
    cell: (number) => <span className="number">{describeForward(number) || 'None'}</span>,
  },
  {
    title: 'Operation',
    cell: (number) => {
      const operation = describeOperation(number);
      return operation && <StatusLabel tone={operation.tone}>{operation.text}</StatusLabel>;
    },
  },
  {
    title: 'Actions',
    cell: (number) =>
      number.forward ? (
        <button
          type="button"
          aria-label={`Remove the forward of ${number.number}`}
          disabled={!mayChange || isMoving(number)}
          onClick={() => open({ dialog: 'remove', number })}
        >
          Remove
        </button>
      ) : (
        <button
          type="button"
          aria-label={`Forward ${number.number}`}
          disabled={!mayChange || isMoving(number)}
          onClick={() => open({ dialog: 'forward', number })}
        >
          Forward
        </button>
      ),
  },
];

export default NumbersPage;
