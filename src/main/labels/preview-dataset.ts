import type { LabelChoice } from '../../shared/label-files.ts';
import { setKey } from '../../shared/label-files.ts';
import type { LabelPreview, PreviewedLabels } from '../../shared/label-preview.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { ReadableDb } from '../db/connection.ts';
import { readSampleLookup, type SampleLookup } from '../predictions/match-samples.ts';
import { findLabelFiles } from './find-label-files.ts';
import { DEEPEST, listLabelFiles } from './list-label-files.ts';
import { oursOf, type PreviewedPicture, type PreviewedSet, previewSets } from './preview-labels.ts';
import { tellRefusals } from './tell-refusals.ts';

/** Of a picture that are shown. */
const MOST_BOXES = 200;
/** Paths of samples that nothing is said of. */
const MOST_EXAMPLES = 10;

/**
 * What the annotations that a choice finds would say of a dataset; nothing is written.
 * @throws {WinnowError} bad_request, not_found where what was named is gone or is none; AbortError
 */
export async function previewLabels(dataset: Dataset, choice: LabelChoice, signal: AbortSignal): Promise<LabelPreview> {
  const db = dataset.read;
  const lookup = await readSampleLookup(db, dataset.folder, signal);
  const input = { db, lookup, signal };
  const found = await findLabelFiles(dataset.folder, await listLabelFiles(dataset.folder, DEEPEST), choice);
  const used = found.isOutside ? await oursOf(found.sets, input) : found.sets;
  const previewed = await previewSets(used, input);
  const sets = previewed.map((set) => shown(set, false, db));
  // Each by itself: what it would say if it were used.
  for (const set of found.leftOut) for (const one of await previewSets([set], input)) sets.push(shown(one, true, db));
  const unmentioned = unmentionedIn(lookup, previewed);
  return { choice, sets, refused: await tellRefusals(found.left, []), unmentioned };
}

function unmentionedIn({ ids, paths }: SampleLookup, sets: readonly PreviewedSet[]): LabelPreview['unmentioned'] {
  const examples: string[] = [];
  let count = 0;
  for (const [place, id] of ids.entries()) {
    if (sets.some(({ mentioned }) => mentioned.has(id))) continue;
    count++;
    if (examples.length < MOST_EXAMPLES) examples.push(paths[place] ?? '');
  }
  return { count, examples };
}

function shown({ summary, classes, pictures }: PreviewedSet, isLeftOut: boolean, db: ReadableDb): PreviewedLabels {
  const pathOf = db.prepare<[number], string>('SELECT path FROM sample WHERE id = ?').pluck();
  const exampleOf = ({ sampleId, label, split, fields, boxes }: PreviewedPicture) => ({
    id: sampleId,
    path: pathOf.get(sampleId) ?? '',
    label,
    split,
    fields,
    boxes: boxes.slice(0, MOST_BOXES).map(({ class: name, place }) => ({ class: name, box: place })),
  });
  const classCounts = [...classes].map(([name, count]) => ({ class: name, count }));
  return {
    ...summary,
    key: setKey(summary),
    isLeftOut,
    classCounts: classCounts.toSorted((a, b) => b.count - a.count),
    examples: pictures.map(exampleOf),
  };
}
