import { expect, test } from 'vitest';
import type { SampleLookup } from '../../../src/main/predictions/match-samples.ts';
import { readHeadColumns } from '../../../src/main/predictions/preview-predictions.ts';
import { detectAnnotators, readAnnotations } from '../../../src/main/predictions/read-annotators.ts';
import { openTable } from '../../../src/main/predictions/read-table.ts';
import { lookupOf, signal, written } from './prediction-fixtures.ts';

const lookup = lookupOf(['a/1.png', 'a/2.png', 'b/3.png'], ['cat', 'dog']);

async function mappingOf(csv: string, of: SampleLookup = lookup) {
  const file = written('a.csv', csv);
  const mapping = await detectAnnotators(await readHeadColumns(await openTable({ file }, signal), signal), of, signal);
  return { file, mapping };
}

async function read(csv: string) {
  const { file, mapping } = await mappingOf(csv);
  if (mapping === null) throw new Error('expected columns of annotators');
  const { annotators, classes, ids, annotator, label, counts } = await readAnnotations({ file }, mapping, lookup, { signal });
  const rows = Array.from(ids, (id, i) => [id, annotators[annotator[i] ?? -1], classes[label[i] ?? -1]]);
  return { rows, problems: counts.problems.map(({ kind, count }) => [kind, count]), kind: mapping.labels.kind };
}

test('a row for each label', async () => {
  expect(
    await read(
      'worker_id,image,answer\nbob,b/3.png,Dog\nann,a/1.png,cat\nbob,a/1.png,zebra\nann,x.png,cat\n,a/2.png,cat\nann,a/1.png,dog\n',
    ),
  ).toEqual({
    kind: 'long',
    rows: [
      [10, 'bob', 'zebra'],
      [10, 'ann', 'dog'],
      [30, 'bob', 'dog'],
    ],
    problems: [
      ['unmatched-path', 1],
      ['duplicate-sample', 1],
      ['unknown-class', 1],
      ['missing-value', 1],
    ],
  });
});

test('a column for each annotator; not everyone has to have seen everything', async () => {
  expect(await read('path,annotator_1,annotator_2,annotator_3\na/1.png,cat,dog,cat\nb/3.png,,dog,\n')).toEqual({
    kind: 'wide',
    rows: [
      [10, 'annotator_1', 'cat'],
      [10, 'annotator_2', 'dog'],
      [10, 'annotator_3', 'cat'],
      [30, 'annotator_2', 'dog'],
    ],
    problems: [],
  });
});

test('columns of people by their values', async () => {
  const { mapping } = await mappingOf('path,ann,bob,minutes\na/1.png,cat,dog,3\n');
  expect(mapping?.labels).toEqual({ kind: 'wide', columns: ['ann', 'bob'] });
});

test('a file of predictions is none of annotators', async () => {
  expect((await mappingOf('path,pred,conf\na/1.png,cat,.5\n')).mapping).toBeNull();
});
