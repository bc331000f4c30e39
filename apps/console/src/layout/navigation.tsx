import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { NavLink } from 'react-router';
import { useConfig } from '../api/config';
import { useLive } from '../api/live';
import { signOut, useSession } from '../api/session';
import { pages } from '../pages/pages';
import { chooseTheme, storedTheme, type Theme } from './theme';

/** The pages that this server can answer for, the colour scheme, and whether live updates arrive. */
export const Navigation = () => {
  const { data: config } = useConfig();
  const offersEvents = config?.features.includes('events') ?? false;
  const isLive = useLive(useQueryClient(), offersEvents);
  return (
    <header className="navigation">
      <p className="brand">
        <img src="/icon.svg" alt="" width="28" height="28" />
        <span>
          Dialplane
          {config && <small>{config.name}</small>}
        </span>
      </p>
      <nav aria-label="Pages">
        <ul>
          {pages
            .filter(({ isInNavigation, needs }) => isInNavigation && config?.features.includes(needs))
            .map(({ path, title }) => (
              <li key={path}>
                <NavLink to={path} end={path === '/'}>
                  {title}
                </NavLink>
              </li>
            ))}
        </ul>
      </nav>
      <div className="navigation-foot">
        {offersEvents && (
          <p className={isLive ? 'live is-live' : 'live'} role="status">
            {isLive ? 'Live' : 'Not live: reconnecting'}
          </p>
        )}
        <SignedIn />
        <ThemeChoice />
      </div>
    </header>
  );
};

/** Who is signed in, where there is a sign-in: loopback has none. */
const SignedIn = () => {
  const { data: session } = useSession();
  const path = session?.signOut;
  if (!session || path === undefined) return null;
  return (
    <p>
      {session.name}{' '}
      <button type="button" className="is-quiet" onClick={() => void signOut(path)}>
        Sign out
      </button>
    </p>
  );
};

const ThemeChoice = () => {
  const [theme, setTheme] = useState(storedTheme);
  const choose = (chosen: Theme) => {
    chooseTheme(chosen);
    setTheme(chosen);
  };
  return (
    <label className="theme">
      <span>Colours</span>
      <select value={theme} onChange={({ target }) => choose(target.value as Theme)}>
        <option value="system">Match the system</option>
        <option value="light">Light</option>
        <option value="dark">Dark</option>
      </select>
    </label>
  );
};
