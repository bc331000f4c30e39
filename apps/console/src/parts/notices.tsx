import { createContext, type ReactNode, use, useCallback, useState } from 'react';

type Tone = 'success' | 'error';
type Notice = { readonly id: number; readonly text: string; readonly tone: Tone };

const NoticesContext = createContext<(text: string, tone?: Tone) => void>(() => undefined);

/** Tells the user the outcome of what they did. Screen readers read it out. */
export const useNotify = () => use(NoticesContext);

/** A notice of success goes away after this time, in milliseconds. An error stays until it is dismissed. */
const shownFor = 6_000;

let notices = 0;

/** Shows notices at the bottom of the page. */
export const NoticesProvider = ({ children }: { readonly children: ReactNode }) => {
  const [shown, setShown] = useState<readonly Notice[]>([]);
  const dismiss = useCallback((id: number) => setShown((all) => all.filter((it) => it.id !== id)), []);
  const notify = useCallback(
    (text: string, tone: Tone = 'success') => {
      const id = (notices += 1);
      setShown((all) => [...all.slice(-3), { id, text, tone }]);
      if (tone === 'success') setTimeout(() => dismiss(id), shownFor);
    },
    [dismiss],
  );
  return (
    <NoticesContext value={notify}>
      {children}
      <div className="notices" role="status" aria-live="polite">
        {shown.map(({ id, text, tone }) => (
          <p key={id} className={`notice is-${tone}`}>
            {text}
            <button type="button" className="is-quiet" onClick={() => dismiss(id)}>
              Dismiss
            </button>
          </p>
        ))}
      </div>
    </NoticesContext>
  );
};
