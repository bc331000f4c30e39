/** Why a run failed, for the person who started it: what, where, and what to do. */
export type ExplainedFailure = {
  readonly kind: 'unreachable' | 'environment' | 'interrupted';
  readonly message: string;
};

/** A failure that has been explained already, such as one in a thread. */
export class RunFailed extends Error {
  override readonly name = 'RunFailed';
  constructor(
    readonly failure: ExplainedFailure,
    options?: ErrorOptions,
  ) {
    super(failure.message, options);
  }
}

/** Explains an error of the disk or the network, or an interruption by the user. Undefined for all others, which are bugs. */
export const explainFailure = (error: unknown): ExplainedFailure | undefined => {
  if (error instanceof RunFailed) return error.failure;
  if (typeof error !== 'object' || error === null) return undefined;
  const { name, message } = error as Error;
  if (name === 'AbortError') return { kind: 'interrupted', message: 'Interrupted: nothing was published' };
  if (name === 'PricesUnreachable') return { kind: 'unreachable', message };
  const { code, syscall = '', path, dest } = error as NodeJS.ErrnoException & { readonly dest?: string };
  const advice = code === undefined ? undefined : advices[code];
  if (advice === undefined) return undefined;
  const place = path === undefined ? 'the output' : `"${dest ?? path}"`;
  return { kind: 'environment', message: `Cannot ${verbs[syscall] ?? 'write'} ${place}: ${advice}` };
};

const verbs: Readonly<Record<string, string>> = {
  open: 'open',
  read: 'read',
  scandir: 'list',
  stat: 'read',
  lstat: 'read',
  mkdir: 'create',
  rename: 'replace',
  unlink: 'remove',
  rmdir: 'remove',
};

/** For each error code, what went wrong and what to do: man 3 errno. */
const advices: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full. Free some space, or choose another folder for the output',
  EDQUOT: 'your disk quota is used up. Free some space, or choose another folder for the output',
  EROFS: 'the file system is read-only. Choose another folder for the output',
  EACCES: 'permission denied. Check who may read and write there',
  EPERM: 'the operation is not permitted. Check who may read and write there',
  ENOTDIR: 'a part of the path is a file. Expected a folder',
  EISDIR: 'it is a folder. Expected a file',
  EEXIST: 'it exists already. Expected a new folder',
  ENOTEMPTY: 'it exists already. Expected a new folder',
  ENOENT:
    'it does not exist: it was removed during the run, or is a link to nothing. Run again, or remove the link',
  ELOOP: 'there are too many links. Look for links that lead to each other',
  ENAMETOOLONG: 'its name is too long',
  EMFILE: 'too many files are open. Raise the limit (ulimit -n)',
  ENFILE: 'too many files are open on this machine. Close some programs',
  EBUSY: 'another program uses it. Close that program',
  EIO: 'the disk reports an error. Check the disk',
};
