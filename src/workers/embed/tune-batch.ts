/** Pictures given at once, from which the best is chosen. */
const SIZES = [1, 2, 4, 8, 16, 32, 64] as const;
/** As good as the best: of these the largest, since every call costs something on its way too. */
const AS_GOOD = 1.08;
/** A batch that takes longer than this holds up cancel and what is seen of progress. */
const LONGEST_RUN_MS = 150;
const LEAST_RUNS = 3;
const ENOUGH_MS = 60;

interface Measured {
  readonly size: number;
  /** Of one run. */
  readonly ms: number;
}

/** The fastest of a few runs, since a busy machine only ever slows. */
async function measure(size: number, run: (count: number) => Promise<void>): Promise<Measured> {
  let ms = Number.POSITIVE_INFINITY;
  const started = performance.now();
  for (let runs = 0; runs < LEAST_RUNS || performance.now() - started < ENOUGH_MS; runs++) {
    const at = performance.now();
    await run(size);
    ms = Math.min(ms, performance.now() - at);
    if (ms > LONGEST_RUN_MS) break;
  }
  return { size, ms };
}

/**
 * Finds how many pictures a model should be given at once by giving it ever more.
 * @param most pictures at once that memory allows
 * @param run runs the model on `count` pictures; it ran before, so that nothing is done for the first time
 */
export async function tuneBatch(most: number, run: (count: number) => Promise<void>): Promise<number> {
  const measured: Measured[] = [];
  for (const size of SIZES) {
    if (size > most) break;
    const { ms } = await measure(size, run);
    if (ms > LONGEST_RUN_MS) break;
    measured.push({ size, ms });
  }
  const fastest = Math.min(...measured.map(({ size, ms }) => ms / size));
  return measured.findLast(({ size, ms }) => ms / size <= fastest * AS_GOOD)?.size ?? 1;
}
