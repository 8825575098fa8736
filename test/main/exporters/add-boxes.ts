import type { WritableDb } from '../../../src/main/db/connection.ts';
import { applyBoxSource, beginBoxSource, createBoxWriter } from '../../../src/main/index/boxes.ts';
import { createNameIds } from '../../../src/main/index/classes.ts';
import type { BoxPlace } from '../../../src/shared/box.ts';

export interface TestBox {
  readonly class: string;
  readonly place: BoxPlace;
  readonly isCrowd?: boolean;
  readonly area?: number;
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** Annotates samples of a real index: by sample id, boxes that may be none. */
export function addBoxes(db: WritableDb, bySample: ReadonlyMap<number, readonly TestBox[]>, isUpright = true): void {
  const id = beginBoxSource(db, 'test');
  const writer = createBoxWriter(db, id);
  const classId = createNameIds(db, 'class');
  for (const [sampleId, boxes] of bySample) {
    writer.annotation({ sampleId, setPlace: 0, splitId: null, classId: null, isUpright, isLookedAt: true });
    for (const { class: name, place, isCrowd = false, area = null, extra = null } of boxes) {
      const text = extra === null ? null : JSON.stringify(extra);
      writer.box({ sampleId, classId: classId(name), place, isCrowd, area, extra: text });
    }
  }
  writer.countBoxes();
  applyBoxSource(db, { id, summaries: [] });
}
