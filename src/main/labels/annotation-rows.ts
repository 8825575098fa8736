import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FieldValue } from '../../shared/label-files.ts';
import type { WritableDb } from '../db/connection.ts';
import { createBoxWriter, type NewAnnotation, type NewBox } from '../index/boxes.ts';
import { createNameIds } from '../index/classes.ts';
import { createPauses } from '../predictions/prediction-file.ts';
import type { FoundBox } from './label-sink.ts';

/** Rows of one transaction: a few milliseconds. */
const ROWS_AT_ONCE = 500;

export interface AnnotationRow extends Pick<NewAnnotation, 'sampleId' | 'isUpright' | 'isLookedAt' | 'setPlace'> {
  /** Place of the set that says this; `setPlace` is of the first that spoke of the picture. */
  readonly saidBy: number;
  readonly split: string | null;
  readonly label: string | null;
  readonly fields: Readonly<Record<string, FieldValue>>;
}

export type BoxRow = Omit<NewBox, 'classId' | 'extra'> & Pick<FoundBox, 'class' | 'extra'>;

/** Where what annotation files say goes. */
export interface AnnotationRows {
  annotation(row: AnnotationRow): Promise<void>;
  box(row: BoxRow): Promise<void>;
}

/** Gathers what annotation files say and writes it some rows at a time. */
export function createAnnotationRows(db: WritableDb, sourceId: number, signal: AbortSignal): AnnotationRows & { flush(): void } {
  const writer = createBoxWriter(db, sourceId);
  const ids = { class: createNameIds(db, 'class'), split: createNameIds(db, 'split'), field: createNameIds(db, 'field') };
  const idOf = (table: keyof typeof ids, name: string | null): number | null => (name === null ? null : ids[table](name));
  const pause = createPauses(signal);
  let annotations: AnnotationRow[] = [];
  let boxes: BoxRow[] = [];

  function flush(): void {
    signal.throwIfAborted();
    db.transaction(() => {
      for (const { split, label, fields, ...one } of annotations) {
        writer.annotation({ ...one, splitId: idOf('split', split), classId: idOf('class', label) });
        for (const [name, value] of Object.entries(fields)) writer.field(one.sampleId, ids.field(name), value);
      }
      for (const { class: name, extra, ...box } of boxes) {
        writer.box({ ...box, classId: ids.class(name), extra: extra === null ? null : JSON.stringify(extra) });
      }
      writer.countBoxes();
    })();
    [annotations, boxes] = [[], []];
  }
  async function flushIfMany(): Promise<void> {
    if (annotations.length + boxes.length >= ROWS_AT_ONCE) {
      flush();
      await nextTurn();
    }
    await pause();
  }

  return {
    flush,
    async annotation(row: AnnotationRow): Promise<void> {
      annotations.push(row);
      await flushIfMany();
    },
    async box(row: BoxRow): Promise<void> {
      boxes.push(row);
      await flushIfMany();
    },
  };
}
