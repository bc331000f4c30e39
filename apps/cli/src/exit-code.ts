/** The exit statuses of `dialplane`. */
export const exitCodes = {
  done: 0,
  error: 1,
  usage: 2,
  refused: 3,
  unreachable: 4,
  'not-allowed': 5,
  'rolled-back': 6,
  'in-progress': 7,
  interrupted: 130,
  terminated: 143,
} as const;

/** How a command ended. */
export type Exit = keyof typeof exitCodes;

/** The exit statuses, for `--help`. */
export const exitCodesInWords = `Exit status:
  0  done
  1  an unexpected error of the API (5xx), of the disk, or of dialplane.
     With doctor: something is missing
  2  wrong usage
  3  the API refused the request (4xx); every reason is printed.
     With rate: a limit was exceeded, or there was nothing to rate; nothing was published
  4  the API, or with rate the source of price lists, cannot be reached
  5  not signed in, or not allowed (401, 403)
  6  the change failed and was rolled back
  7  not finished within the time limit; the server continues
  130  rate was interrupted (Ctrl-C); nothing was published
  143  rate was ended by SIGTERM; nothing was published`;
