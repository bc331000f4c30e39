import { useMayChange } from '../api/session';

/** Says why nothing can be changed, to those who may only look. */
export const ReadOnlyNotice = () =>
  useMayChange() ? null : (
    <p className="notice is-warning">
      You can look at everything, but not change it. Ask an administrator for the group “operators”.
    </p>
  );
