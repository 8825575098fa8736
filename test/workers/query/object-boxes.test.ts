import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { columnSources } from '../../../src/main/index/columns.ts';
import { RUN_FILES } from '../../../src/workers/predictions/run-files.ts';
import { addBoxes } from '../../main/exporters/add-boxes.ts';
import { context, onIndex } from './on-index.ts';
import type { SmallIndex } from './small-index.ts';
import { addRun, directoryOfRun } from './small-runs.ts';
import { PLAIN } from './small-sample.ts';

const idsOf = ({ db }: SmallIndex) => db.prepare('SELECT id FROM sample ORDER BY id').pluck().all() as number[];

/** Boxes of a run: sample, class, place and score; samples ascending, the most confident of each first. */
function addDetections(
  index: SmallIndex,
  boxes: readonly (readonly [id: number, place: number, box: readonly number[], score: number])[],
): void {
  const none = { predicted: -1, confidence: Number.NaN, probabilities: null };
  const predictions = new Map(boxes.map(([id]) => [id, none]));
  const id = addRun(index, { name: 'detector', classes: ['cat', 'owl'], predictions });
  index.db.prepare('UPDATE prediction_run SET box_count = ? WHERE id = ?').run(boxes.length, id);
  const write = (name: string, values: Uint32Array | Int32Array | Float64Array): void =>
    writeFileSync(join(directoryOfRun(index.file, id), name), new Uint8Array(values.buffer));
  write(
    RUN_FILES.boxIds,
    Uint32Array.from(boxes, ([sample]) => sample),
  );
  write(
    RUN_FILES.boxClasses,
    Int32Array.from(boxes, ([, place]) => place),
  );
  write(
    RUN_FILES.boxScores,
    Float64Array.from(boxes, ([, , , score]) => score),
  );
  write(RUN_FILES.boxPlaces, Float64Array.from(boxes.flatMap(([, , box]) => box)));
}

test('given boxes come in the order of the samples asked for, each in its own', async () => {
  await onIndex([PLAIN, PLAIN, PLAIN], async (index, worker) => {
    const [a = 0, b = 0, c = 0] = idsOf(index);
    addBoxes(
      index.db,
      new Map([
        [a, [{ class: 'cat', place: [1, 2, 3, 4] }]],
        [b, []],
        [
          c,
          [
            { class: 'dog', place: [5, 6, 7, 8] },
            { class: 'cat', place: [9, 10, 11, 12] },
          ],
        ],
      ]),
    );
    const { columns, classes, run } = await worker.objects({ ids: Uint32Array.of(c, b, a) }, context);
    expect(run).toBeNull();
    expect([...columns.samples]).toEqual([c, c, a]);
    expect([...columns.classes].map((place) => classes[place])).toEqual(['dog', 'cat', 'cat']);
    expect([...columns.ordinals]).toEqual([0, 1, 0]);
    expect([...columns.places]).toEqual([5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3, 4]);
    expect([...columns.scores]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect((await worker.objects({ ids: Uint32Array.of(b, 999) }, context)).columns.samples).toHaveLength(0);
  });
});

test('those of a run are told with what became of them, in samples that nobody annotated, too', async () => {
  await onIndex([PLAIN, PLAIN], async (index, worker) => {
    const [a = 0, b = 0] = idsOf(index);
    addBoxes(
      index.db,
      new Map([
        [
          a,
          [
            { class: 'cat', place: [0, 0, 10, 10] },
            { class: 'dog', place: [50, 50, 10, 10] },
          ],
        ],
      ]),
    );
    addDetections(index, [
      [a, 0, [0, 0, 10, 8], 0.9],
      [a, 1, [70, 70, 5, 5], 0.75],
      [b, 1, [1, 1, 2, 2], 0.5],
    ]);
    await worker.open(columnSources(index.file), context);
    const { columns, classes, run } = await worker.objects({ ids: Uint32Array.of(b, a) }, context);
    expect(run).toBe('detector');
    const told = Array.from(columns.samples, (sample, box) => [
      sample,
      columns.kinds[box],
      columns.ordinals[box],
      classes[columns.classes[box] ?? -1],
      columns.outcomes[box],
      Number((columns.overlaps[box] ?? 0).toFixed(2)),
    ]);
    // Outcomes: 0 ignored, 1 true positive, 2 false positive, 3 false negative.
    expect(told).toEqual([
      [b, 1, 0, 'owl', 0, Number.NaN],
      [a, 0, 0, 'cat', 1, 0.8],
      [a, 0, 1, 'dog', 3, Number.NaN],
      [a, 1, 0, 'cat', 1, 0.8],
      [a, 1, 1, 'owl', 2, Number.NaN],
    ]);
    expect([...columns.scores].slice(3)).toEqual([Math.fround(0.9), 0.75]);
  });
});
