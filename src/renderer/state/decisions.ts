import type { TagAnswer } from '../../shared/api.ts';
import type { DatasetId, Tile } from '../../shared/sample.ts';
import { api } from './api.ts';
import { useDatasetStore } from './dataset-store.ts';
import { asWinnowError } from './http.ts';
import { IdSet } from './id-set.ts';
import { useMessagesStore } from './messages-store.ts';
import { useQueryStore } from './query-store.ts';
import { targetsOf } from './selection.ts';
import { useSelectionStore } from './selection-store.ts';
import { tiles } from './tiles.ts';
import { useUiStore } from './ui-store.ts';

/** What a tag key acts on now: the selection, else the focused sample; in the loupe the sample shown. */
export function currentTargets(): Uint32Array {
  const { ids } = useQueryStore.getState();
  return targetsOf(useSelectionStore.getState().selection, ids, useUiStore.getState().view === 'loupe');
}

/** Tags, or untags, the targets: at once on the screen, then in the engine, then told with an offer to undo. */
export async function tagTargets(tag: string, on: boolean, targets: Uint32Array = currentTargets()): Promise<void> {
  if (targets.length === 0) {
    useMessagesStore.getState().say('Select a picture first, then tag it.');
    return;
  }
  const isTarget = memberOf(targets);
  await decide(
    (dataset) => api.tag(dataset, { tag, on }, targets),
    () => tiles.patch(isTarget, (tile) => withTag(tile, tag, on)),
  );
}

/** Untags the targets where all that are known have the tag, else tags them. */
export async function toggleTag(tag: string): Promise<void> {
  const targets = currentTargets();
  const known = tiles.known(memberOf(targets));
  const haveAll = known.length > 0 && known.every((tile) => tile.tags.includes(tag));
  await tagTargets(tag, !haveAll, targets);
}

export async function undo(): Promise<void> {
  await decide((dataset) => api.undo(dataset));
}

export async function redo(): Promise<void> {
  await decide((dataset) => api.redo(dataset));
}

async function decide(send: (dataset: DatasetId) => Promise<TagAnswer>, showAtOnce?: () => () => void): Promise<void> {
  const { dataset, update } = useDatasetStore.getState();
  const { say } = useMessagesStore.getState();
  if (dataset === null) return;
  if (dataset.readOnlyBecause !== null) {
    say(`Nothing can be changed here: ${dataset.readOnlyBecause}`, { tone: 'error' });
    return;
  }
  const takeBack = showAtOnce?.();
  try {
    const answer = await send(dataset.id);
    update(answer.dataset);
    say(answer.message, { canUndo: answer.decisionId !== null && showAtOnce !== undefined });
  } catch (error) {
    takeBack?.();
    say(asWinnowError(error).message, { tone: 'error' });
  }
}

function memberOf(ids: Uint32Array): (id: number) => boolean {
  const members = IdSet.EMPTY.with(ids);
  return (id) => members.has(id);
}

function withTag(tile: Tile, tag: string, on: boolean): Tile {
  const others = tile.tags.filter((other) => other !== tag);
  return { ...tile, tags: on ? [...others, tag].sort() : others };
}
