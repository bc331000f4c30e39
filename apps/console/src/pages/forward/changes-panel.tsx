import { QueryState } from '../../parts/states';
import { StatusLabel, type StatusTone } from '../../parts/status-label';
import { type ForwardChangeView, useChanges } from './forward-query';

const outcomes: Readonly<
  Record<ForwardChangeView['outcome'], { readonly text: string; readonly tone: StatusTone }>
> = {
  asked: { text: 'in progress', tone: 'busy' },
  done: { text: 'done', tone: 'good' },
  restored: { text: 'rolled back', tone: 'bad' },
  conflict: { text: 'refused: another change was faster', tone: 'bad' },
};

const stored = (version: number | undefined): string =>
  version === undefined ? 'stored the forward' : `stored version ${version}`;

/** Who changed the forward, and when. */
export const ChangesPanel = ({ number }: { readonly number: string }) => (
  <section className="card">
    <h2>Changes</h2>
    <QueryState query={useChanges(number)} what="the changes">
      {(changes) =>
        changes.length === 0 ? (
          <p className="hint">No changes are recorded.</p>
        ) : (
          <ul className="changes">
            {changes.map(({ at, by, action, outcome, version }, index) => (
              <li key={`${at} ${index}`}>
                <time dateTime={at}>{new Date(at).toLocaleString()}</time>
                <span>
                  {by} {action === 'put' ? stored(version) : 'removed the forward'}
                </span>
                <StatusLabel tone={outcomes[outcome].tone}>{outcomes[outcome].text}</StatusLabel>
              </li>
            ))}
          </ul>
        )
      }
    </QueryState>
  </section>
);
