import type { BoxPlace } from '../../shared/box.ts';
import type { FieldValue, LabelFormat } from '../../shared/label-files.ts';
import type { ReadableDb } from '../db/connection.ts';
import { appliedBoxSource } from './boxes.ts';

/** A box that annotations give, as an export needs it. */
export interface ExportBox {
  readonly class: string;
  /** In pixels of the picture as it is shown, as far outside of it as the annotations have it. */
  readonly place: BoxPlace;
  /** A region of many objects not told apart. */
  readonly isCrowd: boolean;
  /** Square pixels of the object itself; null: its outline is not known. */
  readonly area: number | null;
  /** What else the file it came from says, in the frame of that file: `segmentation` of COCO, `pose` of VOC. */
  readonly extra: Readonly<Record<string, unknown>> | null;
}

/** What annotations say of a sample. */
export interface ExportAnnotation {
  /** In the order they were read in. */
  readonly boxes: readonly ExportBox[];
  /** The frame of `extra` is the picture as it is shown, not as it is stored. */
  readonly isUpright: boolean;
  /** Of the files that they were read from; null: not known. */
  readonly format: LabelFormat | null;
  /** What these files say of the picture besides, by name; what has parts is JSON. */
  readonly fields: Readonly<Record<string, FieldValue>>;
}

interface StoredBox {
  readonly sampleId: number;
  readonly class: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly isCrowd: number;
  readonly area: number | null;
  readonly extra: string | null;
}

/**
 * Reads the annotations of some samples at once. Samples that none speaks of are not in the answer, nor those of files that say
 * nothing but the class of whole pictures: nobody looked for boxes there.
 */
export function createAnnotationReader(db: ReadableDb): (ids: readonly number[]) => ReadonlyMap<number, ExportAnnotation> {
  const summaries = appliedBoxSource(db)?.summaries ?? [];
  const boxless = summaries.flatMap(({ boxes, labelled }, at) => (boxes === 0 && labelled > 0 ? [at] : []));
  const annotated = db.prepare<[string], { sampleId: number; isUpright: number; setPlace: number }>(`
    SELECT sample_id AS sampleId, is_upright AS isUpright, set_place AS setPlace FROM given_annotation
    WHERE is_looked_at = 1 AND sample_id IN (SELECT value FROM json_each(?)) AND set_place NOT IN (${boxless.join()})`);
  const given = db.prepare<[string], StoredBox>(`
    SELECT sample_id AS sampleId, class.name AS class, x, y, width, height, is_crowd AS isCrowd, area, extra
    FROM given_box JOIN class ON class.id = given_box.class_id
    WHERE sample_id IN (SELECT value FROM json_each(?)) ORDER BY given_box.id`);
  const said = db.prepare<[string], { sampleId: number; name: string; value: FieldValue }>(`
    SELECT sample_id AS sampleId, name, value FROM given_field JOIN field ON field.id = field_id
    WHERE sample_id IN (SELECT value FROM json_each(?)) ORDER BY name`);
  const hasFields = summaries.some(({ fields }) => fields.length > 0);
  return (ids) => {
    const asked = JSON.stringify(ids);
    const found = new Map<number, ExportAnnotation & { boxes: ExportBox[]; fields: Record<string, FieldValue> }>();
    const namesOf = new Map<number, readonly string[]>();
    for (const { sampleId, isUpright, setPlace } of annotated.all(asked)) {
      const { format = null, fields: names = [] } = summaries[setPlace] ?? {};
      namesOf.set(sampleId, names);
      found.set(sampleId, { boxes: [], isUpright: isUpright === 1, format, fields: {} });
    }
    for (const { sampleId, name, value } of hasFields ? said.all(asked) : []) {
      const annotation = found.get(sampleId);
      if (annotation !== undefined && namesOf.get(sampleId)?.includes(name) === true) annotation.fields[name] = value;
    }
    for (const box of given.all(asked)) found.get(box.sampleId)?.boxes.push(boxOf(box));
    return found;
  };
}

function boxOf({ class: name, x, y, width, height, isCrowd, area, extra }: StoredBox): ExportBox {
  return {
    class: name,
    place: [x, y, width, height],
    isCrowd: isCrowd === 1,
    area,
    extra: extra === null ? null : (JSON.parse(extra) as Record<string, unknown>),
  };
}
