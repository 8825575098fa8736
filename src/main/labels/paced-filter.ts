import { createPauses } from '../predictions/prediction-file.ts';

const NEVER = new AbortController().signal;

/** The items that fit, in their order, looked at with pauses: there may be a million files. @throws AbortError */
export async function pacedFilter<T>(
  items: readonly T[],
  fits: (item: T) => boolean,
  signal: AbortSignal = NEVER,
): Promise<readonly T[]> {
  const pause = createPauses(signal);
  const found: T[] = [];
  for (const item of items) {
    if (fits(item)) found.push(item);
    const waiting = pause();
    if (waiting !== undefined) await waiting;
  }
  return found;
}

/** Items by a key, in the order of their first, gathered with pauses. */
export async function pacedGroups<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): Promise<ReadonlyMap<string, readonly T[]>> {
  const pause = createPauses(NEVER);
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
    const waiting = pause();
    if (waiting !== undefined) await waiting;
  }
  return groups;
}

/** Items in order, sorted with pauses; what is in order already, as scans find files, is only looked at. */
export async function pacedSort<T>(items: readonly T[], compare: (a: T, b: T) => number): Promise<readonly T[]> {
  const pause = createPauses(NEVER);
  let runs: (readonly T[])[] = [];
  for (let start = 0; start < items.length; start += RUN) {
    runs.push(items.slice(start, start + RUN).toSorted(compare));
    await pause();
  }
  while (runs.length > 1) {
    const merged: (readonly T[])[] = [];
    for (let at = 0; at < runs.length; at += 2) merged.push(await mergedOf(runs[at] ?? [], runs[at + 1] ?? [], compare, pause));
    runs = merged;
  }
  return runs[0] ?? [];
}

/** Sorted in a few milliseconds. */
const RUN = 4096;

async function mergedOf<T>(
  first: readonly T[],
  second: readonly T[],
  compare: (a: T, b: T) => number,
  pause: () => Promise<void> | undefined,
): Promise<readonly T[]> {
  const [lastOfFirst, firstOfSecond] = [first.at(-1), second[0]];
  if (lastOfFirst === undefined || firstOfSecond === undefined || compare(lastOfFirst, firstOfSecond) <= 0) {
    return first.concat(second);
  }
  const merged: T[] = [];
  for (let a = 0, b = 0; a < first.length || b < second.length; ) {
    const [left, right] = [first[a], second[b]];
    const takesLeft = right === undefined || (left !== undefined && compare(left, right) <= 0);
    const next = takesLeft ? first[a++] : second[b++];
    if (next !== undefined) merged.push(next);
    const waiting = pause();
    if (waiting !== undefined) await waiting;
  }
  return merged;
}
