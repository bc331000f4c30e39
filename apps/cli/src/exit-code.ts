/** How `dialplane` ends, for scripts. */
export const exitCodes = {
  done: 0,
  accident: 1,
  usage: 2,
  refused: 3,
  unreachable: 4,
  'not-allowed': 5,
  'put-back': 6,
  'under-way': 7,
} as const;

/** Why a command ended, in a word. */
export type Exit = keyof typeof exitCodes;

/** The exit codes, as `--help` tells them. */
export const exitCodesInWords = `Exit codes:
  0  done
  1  an accident: the API failed (5xx), or dialplane did
  2  the command was written wrong
  3  the API refused: 400, 404, 409, 412, 422, 428 and their like; every issue is printed.
     With rate: over a limit, or nothing to rate; nothing was published
  4  the API cannot be reached
  5  not signed in, or not allowed: 401, 403
  6  the change did not come about, and all was put back
  7  still under way when the time was over; the server goes on`;
