/** How far a run is. */
export type RateProgress = {
  readonly objects: number;
  readonly documents: number;
  readonly bytes: number;
  /** Of all objects. Undefined until they have been listed. */
  readonly totalBytes?: number;
};
