import type { DatasetInfo } from '../../shared/dataset.ts';
import type { DatasetId } from '../../shared/sample.ts';
import type { ReadableDb, WritableDb } from '../db/connection.ts';
import { readAppliedLabels } from '../index/applied-labels.ts';
import { hasBoxes, readRefused } from '../index/boxes.ts';
import { namesOf, tagsInUse } from '../index/classes.ts';
import { undoDepths } from '../index/decision-history.ts';
import { readCuts } from '../index/issue-cuts.ts';
import { readDetectionSettings, readLabelSettings } from '../index/label-settings.ts';
import { readMeta } from '../index/meta.ts';
import { INDEX_RUN, lastDoneRun } from '../index/runs.ts';
import { countSamples } from '../index/samples.ts';
import { summariseShards } from '../index/shards.ts';
import type { QueryWorker } from '../index/start-query-worker.ts';
import type { Dataset, DatasetChange } from './dataset.ts';
import { noteSampleCount } from './dataset-card.ts';
import { watchPresence } from './folder-presence.ts';
import { closeForReaders } from './index-files.ts';
import type { Lock } from './lock.ts';
import { createRefreshQueue } from './refresh-queue.ts';

export interface DatasetParts {
  readonly id: DatasetId;
  readonly name: string;
  readonly folder: string;
  readonly directory: string;
  readonly isFolderPresent: boolean;
  readonly queryWorker: QueryWorker;
  readonly notices: readonly string[];
  readonly access:
    | { readonly write: WritableDb; readonly writeThumbs: WritableDb; readonly lock: Lock }
    | { readonly read: ReadableDb; readonly readThumbs: ReadableDb; readonly readOnlyBecause: string };
}

/** Puts the opened parts of a dataset together; `close` closes them all. */
export function createLiveDataset(parts: DatasetParts): Dataset {
  const { id, name, folder, directory, queryWorker, notices, access } = parts;
  const isWritable = 'write' in access;
  const read: ReadableDb = isWritable ? access.write : access.read;
  const listeners = new Set<(change: DatasetChange) => void>();
  let samples = countSamples(read);
  let revision = 0;
  let known: DatasetInfo | null = null;
  const presence = watchPresence(folder, parts.isFolderPresent, () => tell(new Uint32Array(0)));
  let closing: Promise<void> | null = null;

  function tell(ids: Uint32Array | null): void {
    known = null;
    for (const listener of [...listeners]) listener({ revision, ids: ids === null ? null : [...ids] });
  }

  const refreshes = createRefreshQueue(async (ids, only) => {
    const part = only === null ? {} : { only };
    const answer = await queryWorker.client.call('refresh', { revision: revision + 1, ids, ...part });
    samples = answer.samples;
    revision++;
    tell(ids);
  });

  async function moveCuts(): Promise<void> {
    const settings = { labels: readLabelSettings(read), detection: readDetectionSettings(read) };
    await queryWorker.client.call('setCuts', { revision: revision + 1, cuts: readCuts(read), settings });
    revision++;
    tell(new Uint32Array(0));
  }

  function readInfo(): DatasetInfo {
    const { layout, detectedLayout, isLayoutConfirmed } = readMeta(read);
    const { undo, redo } = undoDepths(read);
    return {
      id,
      name,
      folder,
      isFolderPresent: presence.isPresent(),
      readOnlyBecause: isWritable ? null : access.readOnlyBecause,
      samples,
      revision,
      detectedLayout,
      layout,
      isLayoutConfirmed,
      classes: namesOf(read, 'class'),
      splits: namesOf(read, 'split'),
      tags: tagsInUse(read),
      hasBoxes: hasBoxes(read),
      labels: readAppliedLabels(read),
      refused: readRefused(read),
      shards: summariseShards(read),
      undoDepth: undo,
      redoDepth: redo,
      notices,
      wasIndexed: lastDoneRun(read, INDEX_RUN) > 0,
    };
  }

  async function close(): Promise<void> {
    presence.close();
    listeners.clear();
    await refreshes.close();
    await queryWorker.close();
    if (!isWritable) {
      access.read.close();
      access.readThumbs.close();
      return;
    }
    try {
      noteSampleCount(directory, samples);
    } finally {
      closeForReaders(access.write);
      closeForReaders(access.writeThumbs);
      access.lock.release();
    }
  }

  return {
    id,
    folder,
    directory,
    read,
    write: isWritable ? access.write : null,
    thumbs: isWritable ? access.writeThumbs : access.readThumbs,
    writeThumbs: isWritable ? access.writeThumbs : null,
    query: queryWorker.client,
    info() {
      presence.isPresent();
      known ??= readInfo();
      return known;
    },
    changed: (ids, only) => refreshes.add(ids, only),
    cutsMoved: () => refreshes.inTurn(moveCuts),
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
