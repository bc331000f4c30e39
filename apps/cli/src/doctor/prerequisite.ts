/** One thing that Dialplane can use, and whether it is there. */
export type Prerequisite = {
  readonly name: string;
  /** What is missing without it. */
  readonly neededTo: string;
} & (
  | {
      /** What was found, such as a version. */
      readonly found: string;
    }
  | {
      /** How to get it. */
      readonly missing: string;
    }
);
