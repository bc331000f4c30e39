/** A member of an idle list: a value with a time, and the list's own links. */
export type IdleMember<T> = {
  freeAt: number;
  list: IdleList<T> | undefined;
  before: T | undefined;
  after: T | undefined;
};

/**
 * Members in order of the time they are free from, the earliest first. Adding the latest, taking the first and removing any
 * member take constant time. A member that is not the latest is inserted by a search from the end.
 */
export type IdleList<T> = {
  readonly first: () => T | undefined;
  readonly add: (member: T) => void;
  readonly remove: (member: T) => void;
};

/** An empty list. */
export const idleList = <T extends IdleMember<T>>(): IdleList<T> => {
  let head: T | undefined;
  let tail: T | undefined;

  const list: IdleList<T> = {
    first: () => head,
    add: (member) => {
      let before = tail;
      while (before && before.freeAt > member.freeAt) before = before.before;
      const after = before ? before.after : head;
      member.list = list;
      member.before = before;
      member.after = after;
      if (before) before.after = member;
      else head = member;
      if (after) after.before = member;
      else tail = member;
    },
    remove: (member) => {
      const { before, after } = member;
      if (before) before.after = after;
      else head = after;
      if (after) after.before = before;
      else tail = before;
      member.list = undefined;
      member.before = undefined;
      member.after = undefined;
    },
  };
  return list;
};
