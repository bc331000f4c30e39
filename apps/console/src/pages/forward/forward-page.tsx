import type { Issue } from '@dialplane/basics';
import { checkForward, type Forward, parseForward } from '@dialplane/forwarding';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { Link, useParams } from 'react-router';
import { hasStatus } from '../../api/api-problem';
import { useIsReal } from '../../api/config';
import { useMayChange } from '../../api/session';
import { Failure } from '../../parts/failure';
import { useNotify } from '../../parts/notices';
import { PageHeader } from '../../parts/page-header';
import { ReadOnlyNotice } from '../../parts/read-only-notice';
import { QueryState } from '../../parts/states';
import { BlockedEditor } from './blocked-editor';
import { ChangesPanel } from './changes-panel';
import { ConflictPanel } from './conflict-panel';
import { type ForwardDraft, draftOf, emptyDraft, forwardOf } from './draft';
import { ExplainPanel } from './explain-panel';
import { type ForwardView, useForward, useForwards, useSaveForward } from './forward-query';
import { HoursEditor } from './hours-editor';
import { messageAt } from './issues';
import { isSameForward } from './merge-forward';
import { PromptEditor } from './prompt-editor';
import { TargetsEditor } from './targets-editor';
import './forward.css';

const ConfirmDialog = lazy(() => import('../../parts/confirm-dialog'));

/** Everything about where calls to one number go. */
const ForwardPage = () => {
  const { number = '' } = useParams();
  const forward = useForward(number);
  return (
    <>
      <PageHeader
        title={number}
        description={
          <>
            Where calls to this number go. <Link to="/numbers">All numbers</Link>
          </>
        }
      />
      <QueryState query={forward} what="the forward">
        {(stored) => <Editor key={number} number={number} stored={stored} />}
      </QueryState>
    </>
  );
};

type Fields = Omit<Forward, 'number'>;

/** The API's types know numbers and times as text; the store's forwards have passed `checkForward`. */
const fieldsOf = (stored: ForwardView | null): (Fields & { readonly version: number }) | null =>
  stored as unknown as (Fields & { readonly version: number }) | null;

const startOf = (stored: ForwardView | null): ForwardDraft => {
  const fields = fieldsOf(stored);
  return fields ? draftOf(fields) : emptyDraft();
};

/** What was typed and not saved. */
type KeptDraft = {
  readonly draft: ForwardDraft;
  /** The forward that it started from. */
  readonly base: ForwardView | null;
  /** The forward that was accepted, and is stored when the number has been moved. */
  readonly accepted: Forward | undefined;
};

/** How long an editor waits for a move, in milliseconds: one that takes longer has failed, or is shown on the page of numbers. */
const longestMove = 180_000;

type EditorProps = { readonly number: string; readonly stored: ForwardView | null };

const Editor = ({ number, stored }: EditorProps) => {
  const client = useQueryClient();
  const [kept] = useState(() => client.getQueryData<KeptDraft>(['draft', number]));
  const [base, setBase] = useState(kept ? kept.base : stored);
  const [draft, setDraft] = useState(() => kept?.draft ?? startOf(stored));
  const [accepted, setAccepted] = useState(kept?.accepted);
  useForward(number, accepted !== undefined);
  const [isConfirming, setConfirming] = useState(false);
  const { data: others = [] } = useForwards();
  const save = useSaveForward(number);
  const notify = useNotify();
  const isReal = useIsReal();
  const mayChange = useMayChange();

  const start = useMemo(() => JSON.stringify(forwardOf(number, startOf(base))), [number, base]);
  const now = forwardOf(number, draft);
  const isChanged = JSON.stringify(now) !== start;
  const checked = useMemo(() => check(number, draft, others), [number, draft, others]);
  const isOutdated = stored?.version !== base?.version;
  const theirs = fieldsOf(stored);
  const isMine = theirs !== null && checked.forward !== undefined && isSameForward(checked.forward, theirs);
  /** Edits the stored forward from now on. */
  const follow = (next = startOf(stored)) => {
    setBase(stored);
    setDraft(next);
    setAccepted(undefined);
  };
  // Nothing was typed, or what was typed is what is stored now: there is nothing to lose.
  if (isOutdated && (!isChanged || isMine)) follow();
  else if (isOutdated && theirs && accepted && isSameForward(accepted, theirs)) {
    // The move is complete. What was typed since then is a change of the forward that was accepted.
    setBase(stored);
    setAccepted(undefined);
  }
  useEffect(() => {
    if (!accepted) return undefined;
    const timer = setTimeout(() => setAccepted(undefined), longestMove);
    return () => clearTimeout(timer);
  }, [accepted]);
  const change = (changed: Partial<ForwardDraft>) => setDraft({ ...draft, ...changed });
  useWarnBeforeLeaving(isChanged);
  useEffect(() => {
    if (isChanged) client.setQueryData<KeptDraft>(['draft', number], { base, draft, accepted });
    else client.removeQueries({ queryKey: ['draft', number] });
  }, [client, number, base, draft, accepted, isChanged]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReal) setConfirming(true);
    else void store();
  };
  const store = async () => {
    if (!checked.forward) return;
    await save.mutateAsync({ forward: checked.forward, version: base?.version }).then(
      ({ response, data }) => {
        notify(
          response.status === 202
            ? `${number} is being moved. The forward takes effect when the move is complete.`
            : 'Saved. New calls follow this forward from now on.',
        );
        if (response.status === 202) setAccepted(checked.forward);
        else if (data && 'version' in data) {
          setAccepted(undefined);
          setBase(data);
          setDraft((now) => (now === draft ? startOf(data) : now)); // what was typed meanwhile stays
        }
      },
      () => undefined, // shown below
    );
  };
  const isConflict = isOutdated && isChanged && !save.isPending;
  return (
    <div className="forward">
      <form onSubmit={submit}>
        <ReadOnlyNotice />
        <fieldset disabled={!mayChange}>
          {isConflict && (
            <ConflictPanel
              base={fieldsOf(base) ?? emptyFields}
              mine={(checked.forward ?? now) as Fields}
              theirs={theirs}
              take={(merged) => {
                save.reset();
                follow(draftOf(merged));
              }}
              takeTheirs={() => {
                save.reset();
                follow();
              }}
            />
          )}
          <section className="card">
            <h2>Targets</h2>
            <TargetsEditor
              title="Ring, one after the other"
              path="targets"
              targets={draft.targets}
              issues={checked.issues}
              onChange={(targets) => change({ targets })}
            />
          </section>
          <PromptEditor draft={draft} onChange={change} />
          <HoursEditor hours={draft.hours} issues={checked.issues} onChange={(hours) => change({ hours })} />
          <BlockedEditor
            blocked={draft.blocked}
            issues={checked.issues}
            onChange={(blocked) => change({ blocked })}
          />
          <div className="save">
            {!hasStatus(save.error, 412) && <Failure error={save.error} />}
            {isChanged && !checked.forward && (
              <p className="hint">{`Correct ${checked.issues.length} ${checked.issues.length === 1 ? 'mistake' : 'mistakes'} before you save.`}</p>
            )}
            {messageAt(checked.issues, 'number') && (
              <p className="field-error">This number {messageAt(checked.issues, 'number')}</p>
            )}
            <div className="toolbar">
              <button
                type="submit"
                className="is-primary"
                disabled={!isChanged || !checked.forward || isConflict || save.isPending}
              >
                {base ? 'Save the forward' : 'Forward the number'}
              </button>
              <button type="button" disabled={!isChanged} onClick={() => setDraft(startOf(base))}>
                Undo my changes
              </button>
            </div>
          </div>
        </fieldset>
      </form>
      <Suspense>
        {isConfirming && (
          <ConfirmDialog
            title="Save this forward?"
            action="Save, and ring these phones"
            confirm={() => void store()}
            close={() => setConfirming(false)}
          >
            <p>
              New calls to {number} ring real phones from then on, and each call costs money:{' '}
              {phonesOf(checked.forward).join(', ') || 'no phone'}.
            </p>
          </ConfirmDialog>
        )}
      </Suspense>
      <aside aria-label="About this forward">
        <ExplainPanel number={number} unsaved={isChanged ? checked.forward : undefined} />
        <ChangesPanel number={number} />
      </aside>
    </div>
  );
};

/** Every phone and trunk that a forward can ring. */
const phonesOf = (forward: Forward | undefined): readonly string[] =>
  [...(forward?.targets ?? []), ...(forward?.hours?.outside ?? [])].map((target) =>
    target.kind === 'phone' ? target.number : `${target.user} at ${target.trunk}`,
  );

const emptyFields: Fields = { targets: [], callerId: 'caller', atEnd: 'apology' };

type Checked = { readonly forward?: Forward; readonly issues: readonly Issue[] };

/** By the same rules as the API. */
const check = (number: string, draft: ForwardDraft, others: readonly Forward[]): Checked => {
  const parsed = parseForward(forwardOf(number, draft));
  if (!parsed.ok) return { issues: parsed.error };
  const issues = checkForward(parsed.value, { others: others.filter((other) => other.number !== number) });
  return issues.length > 0 ? { issues } : { forward: parsed.value, issues };
};

const useWarnBeforeLeaving = (isChanged: boolean) =>
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    if (!isChanged) return undefined;
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [isChanged]);

export default ForwardPage;
