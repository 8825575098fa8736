import { type BoxPlace, uprightPlace } from '../../shared/box.ts';
import type { MatchRule, ReadCounts } from '../../shared/prediction-file.ts';
import type { ReadableDb } from '../db/connection.ts';
import { appliedBoxSource, createFrameReader, createUprightReader } from '../index/boxes.ts';
import type { SampleLookup } from './match-samples.ts';
import { createPauses, type PredictionSource } from './prediction-file.ts';
import { readCocoResults } from './read-coco-results.ts';
import type { ReadingOptions } from './read-predictions.ts';
import type { RunArrays, RunBoxes } from './write-run-files.ts';

/**
 * Reads a detector's boxes as a run: all of them, and of each sample the most confident one's class.
 * @throws {WinnowError} bad_predictions, not_found, no_permission; AbortError
 */
export async function readBoxRun(
  db: ReadableDb,
  source: PredictionSource,
  rules: readonly MatchRule[],
  lookup: SampleLookup,
  options: ReadingOptions,
): Promise<RunArrays & { readonly counts: ReadCounts }> {
  const { classes, counts, boxes: found } = await readCocoResults(source, rules, lookup, options);
  const boxes = await uprightBoxes(db, found, options.signal);
  const firsts = [...boxes.ids.keys()].filter((box) => boxes.ids[box] !== boxes.ids[box - 1]);
  return {
    classes,
    counts,
    boxes,
    ids: Uint32Array.from(firsts, (box) => boxes.ids[box] ?? 0),
    predicted: Int32Array.from(firsts, (box) => boxes.classes[box] ?? -1),
    confidence: Float32Array.from(firsts, (box) => boxes.scores[box] ?? Number.NaN),
    probabilities: null,
  };
}

/** Images and categories have the numbers of the one COCO file that the boxes were given by, where a file names no other. */
export function withOwnAnnotations(db: ReadableDb, source: PredictionSource): PredictionSource {
  const coco = appliedBoxSource(db)?.summaries.filter(({ format }) => format === 'coco') ?? [];
  const [summary] = coco;
  return summary?.files === 1 && coco.length === 1
    ? { ...source, annotationsFile: source.annotationsFile ?? summary.origin }
    : source;
}

/** A detector is measured against annotations and so speaks of the same picture as they do: as stored, or as shown. */
async function uprightBoxes(db: ReadableDb, boxes: RunBoxes, signal: AbortSignal): Promise<RunBoxes> {
  const [frameOf, isUpright] = [createFrameReader(db), createUprightReader(db)];
  const pause = createPauses(signal);
  const places = boxes.places.slice();
  for (const [box, id] of boxes.ids.entries()) {
    const frame = frameOf(id);
    if (frame === null || (frame.orientation ?? 1) === 1 || isUpright(id) === true) continue;
    places.set(uprightPlace([...places.subarray(4 * box, 4 * box + 4)] as unknown as BoxPlace, frame), 4 * box);
    await pause();
  }
  return { ...boxes, places };
}
