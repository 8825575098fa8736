/** Work in small steps, a few milliseconds each; yields how much of it is done, in [0, 1]. */
export type Steps<T> = Generator<number, T, void>;

/** Does all of the work in one go. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** Does the work step by step, giving way at a checkpoint in between. @throws what the checkpoint throws, a cancel */
export async function stepByStep<T>(
  steps: Steps<T>,
  checkpoint: () => Promise<void>,
  onDone: (share: number) => void,
): Promise<T> {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    onDone(value);
    await checkpoint();
  }
}
