import { useMayChange } from '../api/session';

/** Says why nothing can be changed, to those who may only look. */
export const ReadOnlyNotice = () =>
  useMayChange() ? null : (
    <p className="notice is-warning">
      You may look, but not change anything. Ask an administrator for the group “operators”.
    </p>
  );
