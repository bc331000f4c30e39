import type { ComponentType } from 'react';
import type { Feature } from '../api/config';

/** A page of the console. Its code is loaded when it is first shown. */
export type ConsolePage = {
  /** Its address, in the form of React Router. */
  readonly path: string;
  readonly title: string;
  /** What the server must be able to answer. */
  readonly needs: Feature;
  readonly load: () => Promise<{ readonly default: ComponentType }>;
  /** Whether it is in the navigation. A page with a parameter in its path is not. */
  readonly isInNavigation: boolean;
};

const page = (path: string, title: string, needs: Feature, load: ConsolePage['load']): ConsolePage => ({
  path,
  title,
  needs,
  load,
  isInNavigation: !path.includes(':'),
});

/** Every page, in the order of the navigation. */
export const pages: readonly ConsolePage[] = [
  page('/', 'Overview', 'overview', () => import('./overview/overview-page')),
  page('/numbers', 'Numbers', 'forwarding', () => import('./numbers/numbers-page')),
  page('/numbers/:number', 'Forward', 'forwarding', () => import('./forward/forward-page')),
  page('/calls', 'Calls', 'calls', () => import('./calls/calls-page')),
  page('/calls/:id', 'Call', 'calls', () => import('./calls/call-page')),
  page('/dnis-pools', 'DNIS pools', 'dnis', () => import('./dnis-pools/dnis-pools-page')),
  page('/rating', 'Rating', 'rating', () => import('./rating/rating-page')),
  page('/dialtone', 'Dialtone', 'dialtone', () => import('./dialtone/dialtone-page')),
];
