import type { LabelFilesSummary } from '../../shared/label-files.ts';
import { createPauses } from '../predictions/prediction-file.ts';
import type { AnnotationRow, AnnotationRows, BoxRow } from './annotation-rows.ts';
import type { LabelFileSet } from './label-reader.ts';
import { type ReadSets, readLabelSets } from './read-label-sets.ts';

/** Pictures of each set that are shown. */
const EXAMPLES = 6;
/** Of a set, counted by name; more are no classes. */
const MOST_CLASSES = 10_000;

/** What a set of files says of a picture. */
export interface PreviewedPicture extends Omit<AnnotationRow, 'setPlace' | 'saidBy' | 'isUpright' | 'isLookedAt'> {
  readonly boxes: BoxRow[];
}

/** What a set of files would come to. */
export interface PreviewedSet {
  readonly summary: LabelFilesSummary;
  /** How many pictures or boxes are of each class, in the order met. */
  readonly classes: ReadonlyMap<string, number>;
  /** The first pictures that it speaks of. */
  readonly pictures: readonly PreviewedPicture[];
  /** Ids of all that it speaks of. */
  readonly mentioned: ReadonlySet<number>;
}

type Input = Pick<ReadSets, 'db' | 'lookup' | 'signal'>;

/** Reads sets of files as an import would, and writes nothing. @throws AbortError */
export async function previewSets(sets: readonly LabelFileSet[], input: Input): Promise<readonly PreviewedSet[]> {
  const rows = createPreviewRows(input.signal);
  const summaries = await readLabelSets(sets, { ...input, rows, onProgress: () => undefined });
  return summaries.map((summary, place) => ({ summary, ...rows.of(place) }));
}

/**
 * Of sets that lie outside of the folder, those that are about this dataset: they name some of its pictures, a table more of them
 * than it names others.
 */
export async function oursOf(sets: readonly LabelFileSet[], input: Input): Promise<readonly LabelFileSet[]> {
  const ours: LabelFileSet[] = [];
  for (const set of sets) {
    const [previewed] = await previewSets([set], input);
    const { samples = 0, problems = [] } = previewed?.summary ?? {};
    const strange = problems.find(({ kind }) => kind === 'unmatched-path')?.count ?? 0;
    if (samples > 0 && (set.format !== 'csv' || samples >= strange)) ours.push(set);
  }
  return ours;
}

function createPreviewRows(signal: AbortSignal): AnnotationRows & { of(place: number): Omit<PreviewedSet, 'summary'> } {
  const pause = createPauses(signal);
  const pictures = new Map<number, Map<number, PreviewedPicture>>();
  const classes = new Map<number, Map<string, number>>();
  const labelled = new Set<number>();
  const mentioned = new Map<number, Set<number>>();
  let last = 0;

  function count(place: number, name: string): void {
    const counts = classes.get(place) ?? new Map<string, number>();
    if (counts.has(name) || counts.size < MOST_CLASSES) counts.set(name, (counts.get(name) ?? 0) + 1);
    classes.set(place, counts);
  }
  return {
    async annotation({ sampleId, setPlace, saidBy, label, split, fields }) {
      last = saidBy;
      const ids = mentioned.get(saidBy) ?? new Set();
      mentioned.set(saidBy, ids.add(sampleId));
      if (label !== null && !labelled.has(sampleId)) {
        labelled.add(sampleId);
        count(saidBy, label);
      }
      const kept = pictures.get(saidBy) ?? new Map<number, PreviewedPicture>();
      pictures.set(saidBy, kept);
      const isNews = setPlace === saidBy || label !== null || Object.keys(fields).length > 0;
      if (isNews && !kept.has(sampleId) && kept.size < EXAMPLES)
        kept.set(sampleId, { sampleId, label, split, fields, boxes: [] });
      await pause();
    },
    async box(row) {
      count(last, row.class);
      pictures.get(last)?.get(row.sampleId)?.boxes.push(row);
      await pause();
    },
    of: (place) => ({
      classes: classes.get(place) ?? new Map(),
      pictures: [...(pictures.get(place)?.values() ?? [])],
      mentioned: mentioned.get(place) ?? new Set(),
    }),
  };
}
