import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Report } from '../../shared/report.ts';
import type { ReadableDb } from '../db/connection.ts';
import { readThumb } from '../index/thumbs.ts';
import type { Thumbs } from './html/thumbnail.ts';

/** The thumbnails of all samples that a report shows, about a hundred. */
export async function readThumbs(db: ReadableDb, report: Report): Promise<Thumbs> {
  const examples = [...report.faces, ...report.issues.flatMap((issue) => issue.examples)];
  const thumbs = new Map<number, Uint8Array>();
  for (const { id, hasThumb } of examples) {
    if (!hasThumb || thumbs.has(id)) continue;
    const jpeg = readThumb(db, id);
    if (jpeg !== null) thumbs.set(id, jpeg);
    await nextTurn();
  }
  return thumbs;
}
