/** Decisions after which suspects are ranked anew. */
export const REVIEW_BATCH = 20;

/** Suspects in the order they were ranked last. Those decided since keep their place, so that an undo finds it. */
export interface ReviewQueue {
  readonly ids: readonly number[];
  /** Decided since they were ranked. */
  readonly decided: ReadonlySet<number>;
  /** Place of the one that is shown; -1: all are decided. */
  readonly at: number;
}

/**
 * @param ids most severe first
 * @param shown where it is among them it stays the one that is shown, before all others: nothing changes under the user's hands
 */
export function rankedQueue(ids: readonly number[], shown: number | null = null): ReviewQueue {
  const isKept = shown !== null && ids.includes(shown);
  const ordered = isKept ? [shown, ...ids.filter((id) => id !== shown)] : ids;
  return { ids: ordered, decided: new Set(), at: ids.length > 0 ? 0 : -1 };
}

/** The suspect that is looked at; null: all are decided. */
export function shownSuspect({ ids, at }: ReviewQueue): number | null {
  return ids[at] ?? null;
}

/** Suspects that come after the one shown, at most `count`. */
export function comingSuspects(queue: ReviewQueue, count: number): readonly number[] {
  const { ids, decided, at } = queue;
  const coming: number[] = [];
  for (let place = at + 1; place < ids.length && coming.length < count; place++) {
    const id = ids[place];
    if (id !== undefined && !decided.has(id)) coming.push(id);
  }
  return coming;
}

/** The next or previous suspect that is not decided; at an end it stays. */
export function stepped(queue: ReviewQueue, step: 1 | -1): ReviewQueue {
  const place = undecidedFrom(queue, queue.at + step, step);
  return place < 0 ? queue : { ...queue, at: place };
}

/** Takes a suspect as decided; one that is not among them any more changes nothing. Where it is shown the next one comes, behind the last the first that was passed over. */
export function withDecided(queue: ReviewQueue, id: number): ReviewQueue {
  if (!queue.ids.includes(id)) return queue;
  const after = { ...queue, decided: new Set(queue.decided).add(id) };
  if (shownSuspect(queue) !== id) return after;
  const next = undecidedFrom(after, queue.at + 1, 1);
  return { ...after, at: next >= 0 ? next : undecidedFrom(after, 0, 1) };
}

/** Shows a suspect again whose decision was taken back: at its place, or, ranked anew since, before the one shown. */
export function backTo(queue: ReviewQueue, id: number): ReviewQueue {
  const decided = new Set(queue.decided);
  decided.delete(id);
  const place = queue.ids.indexOf(id);
  if (place >= 0) return { ...queue, decided, at: place };
  const at = Math.max(0, queue.at);
  return { ids: queue.ids.toSpliced(at, 0, id), decided, at };
}

/** Suspects left. */
export function leftCount({ ids, decided }: ReviewQueue): number {
  return ids.length - decided.size;
}

/** True once suspects are to be ranked anew: after a batch, and where none is left. */
export function isBatchDone(queue: ReviewQueue): boolean {
  return queue.decided.size >= REVIEW_BATCH || (queue.decided.size > 0 && leftCount(queue) === 0);
}

function undecidedFrom({ ids, decided }: ReviewQueue, from: number, step: 1 | -1): number {
  for (let place = from; place >= 0 && place < ids.length; place += step) {
    const id = ids[place];
    if (id !== undefined && !decided.has(id)) return place;
  }
  return -1;
}
