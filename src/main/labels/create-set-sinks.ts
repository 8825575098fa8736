import { isUprightSize, type PictureFrame, storedSize, uprightPlace } from '../../shared/box.ts';
import type { ClassFacts, LabelColumn, LabelFilesSummary } from '../../shared/label-files.ts';
import { MATCH_RULES } from '../../shared/prediction-file.ts';
import type { ReadableDb } from '../db/connection.ts';
import { createFrameReader } from '../index/boxes.ts';
import { createSampleMatcher, type SampleLookup } from '../predictions/match-samples.ts';
import { createPauses } from '../predictions/prediction-file.ts';
import { createProblemCounter, type ProblemCounter } from '../predictions/read-problems.ts';
import type { AnnotationRows } from './annotation-rows.ts';
import type { LabelFileSet } from './label-reader.ts';
import type { LabelSink, NamedImage } from './label-sink.ts';

const RULES: ReadonlySet<(typeof MATCH_RULES)[number]> = new Set(MATCH_RULES);

/** How a set of files means a picture. */
interface KnownFrame {
  readonly setPlace: number;
  readonly frame: PictureFrame | null;
  readonly isUpright: boolean;
  /** Class of the whole picture. */
  readonly label: string | null;
}

export interface SetSink {
  readonly sink: LabelSink;
  /** What the set came to. */
  summary(): LabelFilesSummary;
}

/**
 * Sinks for one set of files after the other. A picture that a set before has labelled is left as that says: the same boxes told
 * in two formats are no two boxes.
 */
export function createSetSinks(db: ReadableDb, lookup: SampleLookup, rows: AnnotationRows, signal: AbortSignal) {
  const matcher = createSampleMatcher(lookup, signal);
  const frameOf = createFrameReader(db);
  const known = new Map<number, KnownFrame>();
  const pause = createPauses(signal);
  let sets = 0;

  async function find({ paths }: NamedImage, problems: ProblemCounter): Promise<number | null> {
    let isAmbiguous = false;
    for (const path of paths) {
      const match = await matcher.match(path, RULES);
      if (match.place !== null) return lookup.ids[match.place] ?? null;
      isAmbiguous ||= match.isAmbiguous;
    }
    problems.add(isAmbiguous ? 'ambiguous-path' : 'unmatched-path', null, paths.at(-1) ?? '');
    await pause();
    return null;
  }

  function next({ format, files, origin }: LabelFileSet, progress: (share: number) => void): SetSink {
    const setPlace = sets++;
    const problems = createProblemCounter();
    const counts = { boxes: 0, samples: 0 };
    const labelled = new Set<number>();
    /** Pictures that another set labels and this one adds fields to. */
    const added = new Set<number>();
    const classes = new Set<string>();
    const facts = new Map<string, ClassFacts>();
    const licenses = new Map<string, unknown>();
    const fieldNames = new Set<string>();
    let columns: readonly LabelColumn[] | null = null;
    const sink: LabelSink = {
      async image(image) {
        const sampleId = await find(image, problems);
        if (sampleId === null) return null;
        const before = known.get(sampleId);
        if (before !== undefined && before.setPlace !== setPlace) {
          const { fields = {}, label = null } = image;
          const hasFields = Object.keys(fields).length > 0;
          for (const name of Object.keys(fields)) fieldNames.add(name);
          if (hasFields || label !== null) added.add(sampleId);
          if (label !== null && before.label === null) labelled.add(sampleId);
          // What the set before has not said is added: its boxes stay the only ones.
          const said = { sampleId, saidBy: setPlace, split: image.split, label, fields };
          await rows.annotation({ ...before, ...said, isLookedAt: false });
          known.set(sampleId, { ...before, label: before.label ?? label });
          const isOther = label !== null && before.label !== null && label !== before.label;
          if (isOther || (label === null && !hasFields)) problems.add('labelled-before', null, image.paths.at(-1) ?? '');
          return null;
        }
        const { frame, isUpright } = before ?? { frame: frameOf(sampleId), isUpright: false };
        const isShown = isUpright || image.isShown === true || (frame !== null && isUprightSize(image.size, frame));
        if (before === undefined) counts.samples += 1;
        if (frame !== null && image.size !== null) checkSize(image, frame, problems);
        const { split, label = null, fields = {}, isLookedAt = true } = image;
        known.set(sampleId, { setPlace, frame, isUpright: isShown, label: before?.label ?? label });
        if (label !== null) labelled.add(sampleId);
        for (const name of Object.keys(fields)) fieldNames.add(name);
        await rows.annotation({ sampleId, isUpright: isShown, isLookedAt, setPlace, saidBy: setPlace, split, label, fields });
        return { id: sampleId, size: frame === null ? null : isShown ? frame : storedSize(frame) };
      },
      async box(sampleId, box) {
        const { frame = null, isUpright = false } = known.get(sampleId) ?? {};
        counts.boxes += 1;
        const place = frame === null || isUpright ? box.place : uprightPlace(box.place, frame);
        await rows.box({ ...box, sampleId, place });
      },
      classes(names, said = []) {
        for (const name of names) classes.add(name);
        for (const one of said) if (!facts.has(one.name)) facts.set(one.name, one);
      },
      licenses(all) {
        for (const one of all) licenses.set(JSON.stringify(one), one);
      },
      columns(found) {
        columns = found;
      },
      problem: (kind, text) => problems.add(kind, null, text),
      progress,
    };
    const summary = (): LabelFilesSummary => ({
      format,
      files: files.length,
      origin,
      ...counts,
      samples: counts.samples + added.size,
      labelled: labelled.size,
      classes: [...classes],
      ...(facts.size > 0 ? { classFacts: [...facts.values()] } : {}),
      ...(licenses.size > 0 ? { licenses: [...licenses.values()] } : {}),
      fields: [...fieldNames].sort(),
      problems: problems.list(),
      ...(columns === null ? {} : { columns }),
    });
    return { sink, summary };
  }
  return { next };
}

function checkSize({ size, paths }: NamedImage, { width, height }: PictureFrame, problems: ProblemCounter): void {
  const [long, short] = [Math.max(width, height), Math.min(width, height)];
  if (size === null || (Math.max(size.width, size.height) === long && Math.min(size.width, size.height) === short)) return;
  problems.add('other-size', null, `${paths.at(-1)}: ${size.width} × ${size.height}, is ${width} × ${height}`);
}
