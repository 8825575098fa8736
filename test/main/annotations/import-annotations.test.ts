import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { acceptConsensus } from '../../../src/main/annotations/accept-consensus.ts';
import { importAnnotations } from '../../../src/main/annotations/import-annotations.ts';
import { annotationState, chooseAnnotations, forgetAnnotations } from '../../../src/main/annotations/store-annotations.ts';
import { queryOf } from '../../../src/main/cli/query-options.ts';
import type { Dataset } from '../../../src/main/dataset/dataset.ts';
import { readIssueRows } from '../../../src/main/dataset/issue-rows.ts';
import { openDataset } from '../../../src/main/dataset/open.ts';
import { writerOf } from '../../../src/main/dataset/writer-of.ts';
import { readVotes } from '../../../src/main/index/annotation-votes.ts';
import { readHistory } from '../../../src/main/index/decision-history.ts';
import { undo } from '../../../src/main/index/decisions.ts';
import type { JobContext } from '../../../src/main/jobs/job-context.ts';
import type { AnnotationsSummary } from '../../../src/shared/annotation.ts';
import { addSamples } from '../../fixtures/make-index.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';
import { written } from '../predictions/prediction-fixtures.ts';

/** Ann, Bob and Cy agree on all but 3.png, where Cy is alone, and 4.png, that only Ann saw; Eve says cow of all. */
const LONG = [
  'path,annotator,label',
  ...['1,ann,cat', '1,bob,cat', '1,cy,cat', '1,eve,cow', '2,ann,cow', '2,bob,cow', '2,cy,cow', '2,eve,cow'],
  ...['3,ann,cat', '3,bob,cat', '3,cy,cow', '3,eve,cow', '4,ann,cat', '5,ann,cat', '5,bob,cat', '5,cy,cat'],
  ...['9,ann,cat', '1,,cat', '2,ann,yak'],
]
  .map((line, row) => (row === 0 ? line : line.replace(',', '.png,')))
  .join('\n');

let dataset: Dataset;
beforeEach(async () => {
  dataset = await openDataset({ home: tempFolder(), request: { folder: tempFolder() }, endpoint: null });
  const labels = ['cat', 'cow', 'cow', 'cat', null, 'cow'];
  addSamples(
    writerOf(dataset),
    labels.map((label, at) => ({ path: `${at + 1}.png`, label })),
  );
  await dataset.changed(null);
});
afterEach(() => dataset.close());

const context: JobContext = { signal: new AbortController().signal, report: () => undefined };
const bring = (content: string, name?: string, by: JobContext = context): Promise<AnnotationsSummary> =>
  importAnnotations(
    { dataset, request: { file: written('five people.csv', content), ...(name === undefined ? {} : { name }) }, version: 'test' },
    by,
  );
const idsOf = async (where: string): Promise<readonly number[]> => [
  ...(await dataset.query.call('query', { query: queryOf(where, 'id') })).ids,
];
const rowsLeft = (): unknown =>
  dataset.read.prepare('SELECT (SELECT count(*) FROM annotation) + (SELECT count(*) FROM annotation_consensus)').pluck().get();

describe('labels of several annotators', () => {
  test('come to a consensus, with how good each annotator is; nothing is dropped silently', async () => {
    const { set, unlabelled, problems } = await bring(LONG);
    expect(set).toMatchObject({ name: 'five people', isActive: true, method: 'dawid-skene', classes: ['cat', 'cow', 'yak'] });
    expect(set).toMatchObject({ samples: 5, labels: 16, disagreements: 3, origin: 'five people.csv' });
    expect(unlabelled).toBe(1);
    expect(problems.map(({ kind, count }) => [kind, count])).toEqual([
      ['unmatched-path', 1],
      ['duplicate-sample', 1],
      ['unknown-class', 1],
      ['missing-value', 1],
    ]);
    expect(set.annotators.map(({ name, labels }) => [name, labels])).toEqual([
      ['ann', 5],
      ['bob', 4],
      ['cy', 4],
      ['eve', 3],
    ]);
    const [ann, , , eve] = set.annotators;
    expect(ann?.accuracy).toBeGreaterThan(eve?.accuracy ?? 1);
    expect(readVotes(dataset.read, [1, 6]).get(6)).toBeUndefined();
    expect(readVotes(dataset.read, [1]).get(1)).toMatchObject({
      set: 'five people',
      consensus: 'cat',
      agreement: 0.5,
      votes: expect.arrayContaining([expect.objectContaining({ annotator: 'eve', label: 'cow' })]),
    });
  });

  test('are found, sorted and flagged by queries', async () => {
    await bring(LONG);
    expect(await idsOf('is:disagreed')).toEqual([1, 2, 3]);
    expect(await idsOf('is:unannotated')).toEqual([6]);
    expect(await idsOf('consensus:cat')).toContain(5);
    expect(await idsOf('label!=consensus')).toEqual([2, 3]);
    expect(await idsOf('consensus=label')).toEqual([1, 4]);
    expect(await idsOf('score.agreement<0.4')).toEqual([3]);
    const { ids } = await dataset.query.call('query', { query: queryOf('sort:score.agreement') });
    expect([...ids].slice(0, 3)).toEqual([3, 1, 2]);
    expect(await idsOf('issue:annotator-disagreement')).toEqual([1, 2, 3]);
    const asked = { kinds: ['annotator-disagreement'] as const, query: null, limit: 9, offset: 0 };
    const { rows } = await readIssueRows(dataset, asked);
    expect(rows[0]).toMatchObject({
      path: '3.png',
      score: 0.333333,
      reason: expect.stringMatching(/^2 annotators say "cat", 2 "cow"; together/),
    });
  });

  test('are taken for the label as one decision, which settles them, and is undone as one', async () => {
    await bring(LONG);
    const nothing = (): void => undefined;
    const { message, changed } = await acceptConsensus(dataset, queryOf('consensus:cat'), nothing);
    expect(message).toMatch(/^Relabelled \d samples “cat”$/);
    await dataset.changed(changed, 'labels');
    expect(await idsOf('label:cat')).toEqual(expect.arrayContaining([1, 4, 5]));
    expect(await idsOf('is:relabeled')).toEqual([...(changed ?? [])]);
    expect((await undo(writerOf(dataset), nothing)).message).toMatch(/^Undid: relabelled/);
    expect(readHistory(dataset.read, 9, 0).map(({ kind }) => kind)).toEqual(['undo', 'relabel-each']);
  });

  test('lie side by side in sets, of which one is in use; a forgotten one leaves nothing', async () => {
    const first = await bring(LONG);
    const second = await bring('path,rater_1,rater_2\n1.png,cat,cat\n6.png,cow,\n', 'two');
    expect(second.set).toMatchObject({ samples: 2, labels: 3, disagreements: 0, isActive: true });
    expect(await idsOf('is:annotated')).toEqual([1, 6]);
    expect(await idsOf('is:disagreed')).toEqual([]);
    await expect(bring(LONG, 'two')).rejects.toMatchObject({ code: 'bad_request', message: expect.stringContaining('"two"') });
    await chooseAnnotations(dataset, first.set.id);
    expect(await idsOf('is:disagreed')).toEqual([1, 2, 3]);
    await forgetAnnotations(dataset, first.set.id);
    expect(annotationState(dataset.read)).toMatchObject({ activeId: second.set.id, sets: [{ name: 'two' }] });
    await forgetAnnotations(dataset, second.set.id);
    expect(rowsLeft()).toBe(0);
    expect(await idsOf('is:annotated')).toEqual([]);
    await expect(forgetAnnotations(dataset, second.set.id)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('leave nothing when they are called off half way', async () => {
    const stop = new AbortController();
    const report: JobContext['report'] = ({ stage }) => {
      if (stage === 'Keeping labels') stop.abort();
    };
    await expect(bring(LONG, 'off', { signal: stop.signal, report })).rejects.toMatchObject({ name: 'AbortError' });
    expect(annotationState(dataset.read)).toEqual({ sets: [], activeId: null });
    expect(rowsLeft()).toBe(0);
    // What a kill left has no set: the next import removes it.
    writerOf(dataset).exec('INSERT INTO annotation VALUES (1, 77, 0, 0)');
    await bring('path,rater_1,rater_2\n1.png,cat,cat\n', 'next');
    expect(rowsLeft()).toBe(3);
  });

  test('are refused, saying what was expected, where the file is none of them', async () => {
    await expect(bring('path,prediction,confidence\n1.png,cat,.5\n')).rejects.toMatchObject({
      code: 'bad_predictions',
      message: expect.stringMatching(
        /Expected columns "path", "annotator" and "label".*found "path", "prediction", "confidence"/,
      ),
    });
    await expect(bring('path,annotator,label\nx.png,ann,cat\n')).rejects.toMatchObject({ code: 'bad_predictions' });
  });
});
