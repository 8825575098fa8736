import type { TagAnswer } from '../../shared/decision-api.ts';
import type { IssueKind } from '../../shared/issue.ts';
import type { Query } from '../../shared/query.ts';
import type { DatasetId, Tile } from '../../shared/sample.ts';
import { api } from './api.ts';
import { useDatasetStore } from './dataset-store.ts';
import { asWinnowError } from './http.ts';
import { IdSet } from './id-set.ts';
import { askedKind } from './issue-query.ts';
import { useMessagesStore } from './messages-store.ts';
import { oneAfterTheOther } from './one-after-the-other.ts';
import { oppositeOf } from './opposite-tag.ts';
import { useQueryStore } from './query-store.ts';
import { isRefusedToChange } from './read-only.ts';
import { reviewedSample } from './review-store.ts';
import { targetsOf } from './selection.ts';
import { useSelectionStore } from './selection-store.ts';
import { tiles } from './tiles.ts';
import { useUiStore } from './ui-store.ts';

/** What a tag key acts on now: the selection, else the focused sample; in the loupe and in a review the sample shown. */
export function currentTargets(): Uint32Array {
  const { view } = useUiStore.getState();
  if (view === 'review') return Uint32Array.from([reviewedSample()].filter((id) => id !== null));
  const { ids } = useQueryStore.getState();
  return targetsOf(useSelectionStore.getState().selection, ids, view === 'loupe');
}

/** Tags, or untags, the targets: at once on the screen, then in the engine, then told with an offer to undo. */
export async function tagTargets(tag: string, on: boolean, targets: Uint32Array = currentTargets()): Promise<TagAnswer | null> {
  if (targets.length === 0) return refuse('Select a picture first, then tag it.');
  const isTarget = memberOf(targets);
  const opposite = on ? oppositeOf(tag) : undefined;
  return decide(
    (dataset) => api.tag(dataset, { tag, on, insteadOf: opposite, ...foundByQuery(targets) }, targets),
    () => tiles.patch(isTarget, (tile) => withTag(opposite === undefined ? tile : withTag(tile, opposite, false), tag, on)),
  );
}

/** Untags the targets where all that are known have the tag, else tags them. */
export async function toggleTag(tag: string): Promise<void> {
  const targets = currentTargets();
  const known = tiles.known(memberOf(targets));
  const haveAll = known.length > 0 && known.every((tile) => tile.tags.includes(tag));
  await tagTargets(tag, !haveAll, targets);
}

/** Gives samples a label, or takes it off (null): at once on the screen, then in the engine, then told with an offer to undo. */
export async function relabel(ids: Uint32Array, label: string | null): Promise<TagAnswer | null> {
  if (ids.length === 0) return refuse('Select a picture first, then give it a label.');
  const isTarget = memberOf(ids);
  return decide(
    (dataset) => api.relabel(dataset, { label, ...foundByQuery(ids) }, ids),
    () => tiles.patch(isTarget, (tile) => ({ ...tile, label })),
  );
}

/** Says that samples have no issue of a kind: they leave its list. @param kind absent: the one that is open */
export async function notIssueTargets(
  kind: IssueKind | null = useUiStore.getState().issueKind,
  targets: Uint32Array = currentTargets(),
): Promise<TagAnswer | null> {
  if (kind === null) return refuse('Open a kind of issue first, then say what is none.');
  if (targets.length === 0) return refuse('Select a picture first, then say that it is no issue.');
  return decide(
    (dataset) => api.notIssue(dataset, { issue: kind, on: true }, targets),
    () => (askedKind(useQueryStore.getState().query) === kind ? useQueryStore.getState().leave(targets) : () => undefined),
  );
}

/** Writes a note on samples in place of what was noted on them, or takes it off (null). */
export async function noteOn(ids: Uint32Array, text: string | null): Promise<TagAnswer | null> {
  if (ids.length === 0) return refuse('Select a picture first, then write a note on it.');
  return decide((dataset) => api.note(dataset, { text }, ids));
}

/** Takes back what was decided after a decision, or does it again up to that one. @param to 0: all is taken back */
export async function revertTo(to: number): Promise<void> {
  await decide((dataset) => api.revert(dataset, to));
}

export async function undo(): Promise<void> {
  await decide((dataset) => api.undo(dataset));
}

export async function redo(): Promise<void> {
  await decide((dataset) => api.redo(dataset));
}

/** Requests may overtake each other: an undo would take back what was decided before the decision that it is meant for. */
const inOrder = oneAfterTheOther();

/**
 * Sends a decision and tells what came of it.
 * @param showAtOnce shows it before the engine has answered; returns what takes it back
 * @returns null where it was refused
 */
export async function decide(
  send: (dataset: DatasetId) => Promise<TagAnswer>,
  showAtOnce?: () => () => void,
): Promise<TagAnswer | null> {
  const { dataset, update } = useDatasetStore.getState();
  const { say } = useMessagesStore.getState();
  if (dataset === null || isRefusedToChange()) return null;
  const takeBack = showAtOnce?.();
  try {
    const answer = await inOrder(() => send(dataset.id));
    update(answer.dataset);
    say(answer.message, { canUndo: answer.decisionId !== null && showAtOnce !== undefined });
    return answer;
  } catch (error) {
    takeBack?.();
    say(asWinnowError(error).message, { tone: 'error' });
    return null;
  }
}

/** The query in force, where samples are all that it found: the decision is a rule then, which a recipe can hold. */
function foundByQuery(targets: Uint32Array): { readonly foundBy?: Query } {
  const { ids, query } = useQueryStore.getState();
  return targets.length > 1 && targets.length === ids.length ? { foundBy: query } : {};
}

function refuse(because: string): null {
  useMessagesStore.getState().say(because);
  return null;
}

function memberOf(ids: Uint32Array): (id: number) => boolean {
  const members = IdSet.EMPTY.with(ids);
  return (id) => members.has(id);
}

function withTag(tile: Tile, tag: string, on: boolean): Tile {
  const others = tile.tags.filter((other) => other !== tag);
  return { ...tile, tags: on ? [...others, tag].sort() : others };
}
