/** Classes that samples count for: those of sample s are `values[starts[s] … starts[s + 1]]`, ascending, one at least. */
export interface ClassSets {
  /** Classes there are. */
  readonly count: number;
  readonly starts: Uint32Array;
  readonly values: Uint32Array;
}

/** Every sample counts for one class. @param classes by sample, below `count` */
export function oneClassEach(classes: Uint32Array, count: number): ClassSets {
  return { count, starts: Uint32Array.from({ length: classes.length + 1 }, (_, at) => at), values: classes };
}

/** Whether every sample counts for one class and no more. */
export function isOneClassEach({ starts, values }: ClassSets): boolean {
  return values.length === starts.length - 1;
}

/** The classes of one sample. */
export function classesOf({ starts, values }: ClassSets, sample: number): Uint32Array {
  return values.subarray(starts[sample], starts[sample + 1]);
}
