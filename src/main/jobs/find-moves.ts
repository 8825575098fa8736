import { basename } from 'node:path/posix';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { WritableDb } from '../db/connection.ts';
import { addedWithContent, applyMoves, type Move, type MoveEnd, missingAfter, missingWithContent } from '../index/moves.ts';
import type { ChangeRun } from '../index/samples.ts';
import { copyThumbs, deleteThumbs } from '../index/thumbs.ts';

const SAMPLES_AT_ONCE = 500;
const MOVES_AT_ONCE = 200;

/** Both databases of an index, for its one writer. */
export interface IndexWriters {
  readonly index: WritableDb;
  readonly thumbs: WritableDb;
}

/**
 * Recognises files that are gone from one path and new at another by their content, and lets the old sample, with its
 * id, tags and history, have the new path.
 * @returns ids of the samples that moved and of those that merged into them
 */
export async function followMoves({ index, thumbs }: IndexWriters, run: ChangeRun): Promise<readonly number[]> {
  const changed: number[] = [];
  const seen = new Set<string>();
  for (let after = 0; ; await nextTurn()) {
    const missing = missingAfter(index, after, SAMPLES_AT_ONCE);
    const last = missing[missing.length - 1];
    if (last === undefined) return changed;
    after = last.id;
    for (const { contentHash } of missing) {
      const key = Buffer.from(contentHash).toString('base64');
      if (seen.has(key)) continue;
      seen.add(key);
      const added = addedWithContent(index, contentHash, run.since);
      if (added.length === 0) continue;
      const moves = pairMoves(missingWithContent(index, contentHash), added);
      await move({ index, thumbs }, moves, run);
      changed.push(...moves.flatMap(({ from, to }) => [from.id, to.id]));
    }
  }
}

async function move(dbs: IndexWriters, moves: readonly Move[], run: ChangeRun): Promise<void> {
  for (let start = 0; start < moves.length; start += MOVES_AT_ONCE) {
    if (start > 0) await nextTurn();
    const some = moves.slice(start, start + MOVES_AT_ONCE);
    // Thumbnails first: a kill in between leaves a copy too many, never one too few.
    copyThumbs(
      dbs.thumbs,
      some.map(({ from, to }) => ({ from: to.id, to: from.id })),
    );
    applyMoves(dbs.index, some, run.id);
    deleteThumbs(
      dbs.thumbs,
      some.map(({ to }) => to.id),
    );
  }
}

/**
 * Pairs copies of one content: first those that kept their file name, then the others, each in the order of paths.
 * @param missing by path @param added by path
 */
export function pairMoves(missing: readonly MoveEnd[], added: readonly MoveEnd[]): readonly Move[] {
  const byName = Map.groupBy(added, (to) => basename(to.path));
  for (const copies of byName.values()) copies.reverse();
  const taken = new Set<MoveEnd>();
  const moves: Move[] = [];
  const unpaired: MoveEnd[] = [];
  for (const from of missing) {
    const to = byName.get(basename(from.path))?.pop();
    if (to === undefined) unpaired.push(from);
    else {
      taken.add(to);
      moves.push({ from, to });
    }
  }
  const free = added.filter((to) => !taken.has(to));
  for (const [n, to] of free.entries()) {
    const from = unpaired[n];
    if (from !== undefined) moves.push({ from, to });
  }
  return moves;
}
