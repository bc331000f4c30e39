/** Every pair of stage and event that a forwarded call can meet. */
export const reachable: readonly string[] = [];
