type Props = {
  /** Whether the page stays open, with what was typed in it. */
  readonly inNewTab: boolean;
  readonly className?: string;
};

/** Leads to the sign-in, and from there back to this page. */
export const SignInLink = ({ inNewTab, className }: Props) => (
  <a
    className={className}
    href={`/session/sign-in?to=${encodeURIComponent(location.pathname)}`}
    target={inNewTab ? '_blank' : undefined}
  >
    {inNewTab ? 'Sign in in a new tab' : 'Sign in'}
  </a>
);
