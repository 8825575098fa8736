import { MATCH_RULES, type MatchRule, type ReadCounts } from '../../shared/prediction-file.ts';
import { SURE_RULES } from './detect-columns.ts';
import { createRunClasses } from './match-classes.ts';
import { createSampleMatcher, type SampleLookup, type SampleMatcher } from './match-samples.ts';
import { badPredictions, createPauses, type PredictionSource } from './prediction-file.ts';
import { readJsonElements } from './read-json-elements.ts';
import type { ReadingOptions } from './read-predictions.ts';
import { createProblemCounter } from './read-problems.ts';
import type { RunBoxes } from './write-run-files.ts';

/** Boxes of a detector, ordered by sample, then by confidence, the highest first. */
export interface ReadBoxes {
  readonly classes: readonly string[];
  /** In the frame of the file. */
  readonly boxes: RunBoxes;
  readonly counts: ReadCounts;
}

interface Box {
  readonly id: number;
  readonly predicted: number;
  readonly confidence: number;
  readonly corners: readonly number[];
}

/** How images are looked for where nobody says otherwise. */
export const BOX_RULES: readonly MatchRule[] = [...SURE_RULES, 'name', 'stem'];

/** Digits of a number in COCO's own file names. */
const COCO_DIGITS = 12;

/**
 * COCO's results: a list of `{image_id, category_id, bbox, score}`. Images and categories are named by the annotations; without
 * them an image is found by its number as a file name, and a category is called by its number.
 * @throws {WinnowError} bad_predictions, not_found, no_permission; AbortError
 */
export async function readCocoResults(
  source: PredictionSource,
  rules: readonly MatchRule[],
  lookup: SampleLookup,
  { signal, onProgress }: ReadingOptions,
): Promise<ReadBoxes> {
  const names = source.annotationsFile ? await readAnnotations(source.annotationsFile, signal) : null;
  const images = createImageFinder(createSampleMatcher(lookup, signal), new Set(rules), names?.images ?? null);
  const classes = createRunClasses({ dataset: lookup.classes, given: null }, []);
  const problems = createProblemCounter();
  const matchedBy = { exact: 0, normalized: 0, absolute: 0, suffix: 0, name: 0, stem: 0 };
  const boxes: Box[] = [];
  const samples = new Set<number>();
  const pause = createPauses(signal);
  let rows = 0;
  for await (const { elements, share } of readJsonElements(source.file, signal)) {
    for (const { place: row, value } of elements) {
      rows += 1;
      const result = resultOf(value);
      if (result === null) {
        throw badPredictions(
          source.file,
          `element ${row} is no box. Expected {"image_id": …, "category_id": …, "bbox": [x, y, width, height], "score": …}.`,
        );
      }
      const image = await images(result.image);
      if (image === 'unknown') problems.add('unknown-image', row, `image ${result.image} is not in the annotations`);
      else if (image.place === null)
        problems.add(image.isAmbiguous ? 'ambiguous-path' : 'unmatched-path', row, `image ${result.image}`);
      else {
        matchedBy[image.rule] += 1;
        if (Number.isNaN(result.score)) problems.add('missing-value', row, `image ${result.image}: no score`);
        else if (result.score < 0 || result.score > 1)
          problems.add('out-of-range', row, `image ${result.image}: score ${result.score}`);
        const id = lookup.ids[image.place] ?? 0;
        samples.add(id);
        const predicted = classes.placeOf(names?.categories.get(result.category) ?? result.category);
        boxes.push({ id, predicted, confidence: result.score, corners: result.box });
      }
      await pause();
    }
    onProgress?.(share, rows);
  }
  if (rows === 0) throw badPredictions(source.file, 'has no boxes.');
  const known = new Set(lookup.classes);
  for (const name of classes.names) if (known.size > 0 && !known.has(name)) problems.add('unknown-class', null, `"${name}"`);
  return {
    classes: classes.names,
    boxes: columnsOf(boxes),
    counts: { rows, samples: samples.size, matchedBy, problems: problems.list() },
  };
}

function columnsOf(boxes: readonly Box[]): RunBoxes {
  const ordered = boxes.toSorted((a, b) => a.id - b.id || (b.confidence || 0) - (a.confidence || 0));
  const places = new Float64Array(ordered.length * 4);
  for (const [i, box] of ordered.entries()) places.set(box.corners, i * 4);
  return {
    ids: Uint32Array.from(ordered, ({ id }) => id),
    classes: Int32Array.from(ordered, ({ predicted }) => predicted),
    scores: Float64Array.from(ordered, ({ confidence }) => confidence),
    places,
  };
}

interface Annotations {
  /** File names by number of the image. */
  readonly images: ReadonlyMap<string, string>;
  readonly categories: ReadonlyMap<string, string>;
}

async function readAnnotations(file: string, signal: AbortSignal): Promise<Annotations> {
  const images = new Map<string, string>();
  const categories = new Map<string, string>();
  const pause = createPauses(signal);
  for await (const { elements } of readJsonElements(file, signal, new Set(['images', 'categories']))) {
    for (const { key, place, value } of elements) {
      const id = keyOf(field(value, 'id'));
      const name = field(value, key === 'images' ? 'file_name' : 'name');
      if (id === null || typeof name !== 'string') {
        throw badPredictions(file, `element ${place} of "${key}" lacks its number or name. Expected COCO annotations.`);
      }
      (key === 'images' ? images : categories).set(id, name);
      await pause();
    }
  }
  if (images.size === 0)
    throw badPredictions(file, 'names no images. Expected COCO annotations, with "images" and "categories".');
  return { images, categories };
}

interface Result {
  readonly image: string;
  readonly category: string;
  readonly box: readonly number[];
  readonly score: number;
}

function resultOf(value: unknown): Result | null {
  const image = keyOf(field(value, 'image_id'));
  const category = keyOf(field(value, 'category_id'));
  const [box, score] = [field(value, 'bbox'), field(value, 'score')];
  if (image === null || category === null || !isBox(box)) return null;
  return { image, category, box, score: typeof score === 'number' ? score : Number.NaN };
}

function isBox(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.length === 4 && value.every((one) => typeof one === 'number');
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(name) : undefined;
}

function keyOf(value: unknown): string | null {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : null;
}

type FoundImage = Awaited<ReturnType<SampleMatcher['match']>> | 'unknown';

/** Many boxes name the same image: each is looked for once. */
function createImageFinder(
  matcher: SampleMatcher,
  rules: ReadonlySet<MatchRule>,
  names: ReadonlyMap<string, string> | null,
): (image: string) => Promise<FoundImage> {
  const known = new Map<string, FoundImage>();
  const numbered = new Set(MATCH_RULES.filter((rule) => rules.has(rule) || rule === 'stem'));
  async function find(image: string): Promise<FoundImage> {
    if (names !== null) {
      const name = names.get(image);
      return name === undefined ? 'unknown' : await matcher.match(name, rules);
    }
    const asItIs = await matcher.match(image, numbered);
    return asItIs.place !== null || !/^\d+$/.test(image)
      ? asItIs
      : await matcher.match(image.padStart(COCO_DIGITS, '0'), numbered);
  }
  return async (image) => {
    const found = known.get(image) ?? (await find(image));
    known.set(image, found);
    return found;
  };
}
