/** The colours of the page: those of the system, or one of the two schemes. */
export type Theme = 'system' | 'light' | 'dark';

const key = 'dialplane-theme';

/** The theme that this browser last chose. */
export const storedTheme = (): Theme => {
  const stored = localStorage.getItem(key);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
};

/** Shows a theme, and keeps it for the next visit. */
export const chooseTheme = (theme: Theme): void => {
  localStorage.setItem(key, theme);
  showTheme(theme);
};

export const showTheme = (theme: Theme): void => {
  document.documentElement.dataset['theme'] = theme;
};
