import { OBJECT_KINDS, type ObjectColumns, type ObjectsAnswer } from '../../shared/object.ts';
import { UNMATCHED } from '../detection/match-boxes.ts';
import { hasBit } from './bits.ts';
import type { ColumnStore } from './column-store.ts';
import { sure } from './compared-boxes.ts';
import type { Detections } from './detections.ts';
import type { Predictions } from './predictions.ts';
import type { Checkpoint } from './turns.ts';

interface Sources {
  readonly store: ColumnStore;
  readonly predictions: Predictions;
  readonly detections: Detections;
}

/** Boxes of one kind, by row of their sample. */
interface Part {
  readonly kind: number;
  readonly rows: ArrayLike<number>;
  /** By place in `classes` of the answer. */
  readonly classes: ArrayLike<number>;
  readonly places: Float64Array;
  readonly scoreOf: (box: number) => number;
  readonly overlapOf: (box: number) => number;
  readonly outcomeOf: (box: number) => number;
}

interface Parts {
  readonly classes: readonly string[];
  readonly run: string | null;
  readonly parts: readonly Part[];
}

/** Every box of some samples, in the order of these. @param ids of a query */
export async function objectBoxes(
  ids: Uint32Array,
  sources: Sources,
  checkpoint: Checkpoint,
): Promise<Omit<ObjectsAnswer, 'revision'> & { readonly columns: ObjectColumns }> {
  const run = sources.predictions.active();
  const { parts, ...answer } = run?.boxes == null ? await givenAlone(sources, checkpoint) : await compared(sources, checkpoint);
  const { positions, ...columns } = await inOrder(parts, positionsOf(ids, sources.store), checkpoint);
  return { ...answer, columns: { ...columns, samples: positions.map((position) => ids[position] as number) } };
}

async function givenAlone({ detections }: Sources, checkpoint: Checkpoint): Promise<Parts> {
  const { names, images, classes, places } = await detections.given(checkpoint);
  const nothing = (): number => Number.NaN;
  const part = { kind: 0, rows: images, classes, places, scoreOf: nothing, overlapOf: nothing, outcomeOf: () => 0 };
  return { classes: names, run: null, parts: [part] };
}

async function compared({ store, predictions, detections }: Sources, checkpoint: Checkpoint): Promise<Parts> {
  const boxes = await detections.compared(null, checkpoint);
  const outcomes = await detections.outcomes(boxes, detections.settings, checkpoint);
  const overlap = (box: number): number => (box === UNMATCHED ? Number.NaN : (outcomes.overlaps[box] ?? Number.NaN));
  const given: Part = {
    kind: 0,
    rows: boxes.labels.images,
    classes: boxes.labels.classes,
    places: boxes.labels.places,
    scoreOf: () => Number.NaN,
    overlapOf: (box) => overlap(outcomes.predictionOf[box] ?? UNMATCHED),
    outcomeOf: (box) => outcomes.labels[box] ?? 0,
  };
  const matched: Part = {
    kind: 1,
    rows: boxes.predictions.images,
    classes: boxes.predictions.classes,
    places: boxes.predictions.places,
    scoreOf: (box) => boxes.predictions.scores[box] ?? 1,
    overlapOf: (box) => overlap(outcomes.labelOf[box] === UNMATCHED ? UNMATCHED : box),
    outcomeOf: (box) => outcomes.predictions[box] ?? 0,
  };
  // Nobody said what is in these pictures: there is nothing to match with.
  const { run } = boxes.placed;
  const found = await predictions.cache.boxes(run, checkpoint);
  const places = run.classes.map((name) => boxes.classes.indexOf(name));
  const alone: Part = {
    kind: 1,
    rows: Int32Array.from(found.ids, (id) => {
      const row = store.ids.rowOf(id);
      return row >= 0 && hasBit(boxes.annotated, row) ? -1 : row;
    }),
    classes: Int32Array.from(found.classes, (place) => places[place] ?? -1),
    places: found.places,
    scoreOf: (box) => sure(found.scores[box]),
    overlapOf: () => Number.NaN,
    outcomeOf: () => 0,
  };
  return { classes: boxes.classes, run: run.name, parts: [given, matched, alone] };
}

/** By row: its place in the query; -1: it is not in it. */
function positionsOf(ids: Uint32Array, store: ColumnStore): Int32Array {
  const positions = new Int32Array(store.size).fill(-1);
  for (let at = 0; at < ids.length; at++) {
    const row = store.ids.rowOf(ids[at] as number);
    if (row >= 0) positions[row] = at;
  }
  return positions;
}

/** Counts boxes by place in the query, then puts each where it belongs: those of a sample keep their order. */
async function inOrder(parts: readonly Part[], positions: Int32Array, checkpoint: Checkpoint) {
  const ends = new Uint32Array(positions.length + 1);
  const eachBox = (meet: (part: Part, box: number, position: number) => void): void => {
    for (const part of parts) {
      for (let box = 0; box < part.rows.length; box++) {
        const position = positions[part.rows[box] as number] ?? -1;
        if (position >= 0) meet(part, box, position);
      }
    }
  };
  eachBox((_, __, position) => {
    ends[position + 1] = (ends[position + 1] as number) + 1;
  });
  for (let at = 1; at < ends.length; at++) ends[at] = (ends[at] as number) + (ends[at - 1] as number);
  await checkpoint();
  const columns = emptyColumns(ends.at(-1) ?? 0);
  const next = ends.slice(0, -1);
  const ordinals = OBJECT_KINDS.map(() => new Uint32Array(positions.length));
  eachBox((part, box, position) => {
    const at = next[position] as number;
    next[position] = at + 1;
    const counted = ordinals[part.kind] as Uint32Array;
    columns.kinds[at] = part.kind;
    columns.ordinals[at] = counted[position] as number;
    counted[position] = (counted[position] as number) + 1;
    columns.positions[at] = position;
    columns.classes[at] = part.classes[box] as number;
    columns.places.set(part.places.subarray(4 * box, 4 * box + 4), 4 * at);
    columns.scores[at] = part.scoreOf(box);
    columns.overlaps[at] = part.overlapOf(box);
    columns.outcomes[at] = part.outcomeOf(box);
  });
  await checkpoint();
  return columns;
}

function emptyColumns(boxes: number) {
  return {
    /** Of their samples in the query. */
    positions: new Uint32Array(boxes),
    kinds: new Uint8Array(boxes),
    ordinals: new Uint32Array(boxes),
    classes: new Int32Array(boxes),
    places: new Float32Array(4 * boxes),
    scores: new Float32Array(boxes),
    overlaps: new Float32Array(boxes),
    outcomes: new Uint8Array(boxes),
  };
}
