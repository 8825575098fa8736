import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DoorClient, errorOf } from '../../src/main/cli/ask-door.ts';
import type { RowsAnswer } from '../../src/shared/api.ts';
import type { TagAnswer } from '../../src/shared/decision-api.ts';
import type { ColumnAnswer } from '../../src/shared/embedding-api.ts';
import type { Facets } from '../../src/shared/facets.ts';
import { decodeFrame, type Frame } from '../../src/shared/frame.ts';
import type { IssueCount, SampleIssue } from '../../src/shared/issue.ts';
import type { Job } from '../../src/shared/job.ts';
import type { LabelSettings, PredictionState } from '../../src/shared/prediction.ts';
import type {
  CompareRunsAnswer,
  ConfusionAnswer,
  EvaluationAnswer,
  ImportSummary,
  PreviewAnswer,
  SamplePrediction,
} from '../../src/shared/prediction-api.ts';
import type { SampleLineage } from '../../src/shared/sample-lineage.ts';
import { query } from './ask-query.ts';
import { endOfJob, openIndexed, startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
let client: DoorClient;
let route: string;

/** Samples of the dataset by path, as rows of probabilities of cat and dog. */
const FIRST: Readonly<Record<string, readonly [number, number]>> = {
  'train/cat/1.jpg': [0.9, 0.1],
  'train/cat/2.png': [0.03, 0.97],
  'train/dog/3.webp': [0.2, 0.8],
  'train/dog/4.gif': [0.1, 0.9],
  'val/dog/6.jpg': [0.6, 0.4],
};
const SECOND = ['train/cat/1.jpg,dog', 'train/cat/2.png,cat', 'train/dog/3.webp,dog', 'val/dog/6.jpg,cat'];

beforeAll(async () => {
  server = await startTestServer();
  const info = await openIndexed(server);
  client = server.client();
  route = `/api/datasets/${info.id}`;
  const rows = Object.entries(FIRST).map(([path, [cat, dog]]) => JSON.stringify({ path, cat, dog }));
  await writeFile(join(server.home, 'first.jsonl'), rows.join('\n'));
  await writeFile(join(server.home, 'second.csv'), ['path,prediction', ...SECOND].join('\n'));
});
afterAll(() => server.end());

async function importFile(name: string, as?: string): Promise<ImportSummary> {
  const body = { file: join(server.home, name), ...(as === undefined ? {} : { name: as }) };
  const { id } = await client.post<Job>(`${route}/predictions`, body);
  const job = await endOfJob(client, id);
  if (job.state === 'failed') throw new Error(job.message ?? 'failed');
  return job.result as ImportSummary;
}

async function frame<H>(path: string, body: unknown): Promise<Frame<H>> {
  const init = { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const response = await client.fetch(`${route}${path}`, init);
  if (!response.ok) throw await errorOf(response);
  return decodeFrame<H>(await response.arrayBuffer());
}

async function idOf(path: string): Promise<number> {
  const asked = { query: query(`path:"${path}"`), limit: 1, offset: 0, fields: ['id'] };
  return Number((await client.post<RowsAnswer>(`${route}/rows`, asked)).rows[0]?.id);
}

async function labelIssues(): Promise<IssueCount | undefined> {
  return (await client.post<readonly IssueCount[]>(`${route}/issues`, {})).find(({ kind }) => kind === 'label');
}

describe('without predictions', () => {
  test('routes say so', async () => {
    expect(await client.get<PredictionState>(`${route}/predictions`)).toEqual({ runs: [], activeId: null });
    await expect(frame('/confusion', {})).rejects.toMatchObject({ code: 'no_predictions' });
    await expect(client.post(`${route}/evaluation`, { run: 7 })).rejects.toMatchObject({ code: 'not_found' });
    await expect(client.post(`${route}/predictions/active`, { runId: 7 })).rejects.toMatchObject({ code: 'not_found' });
    expect(await labelIssues()).toMatchObject({ samples: 0, needs: 'predictions' });
    expect(await client.get(`${route}/samples/${await idOf('train/cat/1.jpg')}/predictions`)).toEqual([]);
  });

  test('a file that cannot be used is refused in words', async () => {
    await writeFile(join(server.home, 'none.csv'), 'path,prediction\nelsewhere.jpg,cat\n');
    await writeFile(join(server.home, 'empty.csv'), 'a,b\n1,2\n');
    await expect(importFile('none.csv')).rejects.toThrow(/none of its 1 rows .*"elsewhere.jpg"/);
    await expect(importFile('empty.csv')).rejects.toThrow(/empty\.csv: no column holds/);
    await expect(client.post(`${route}/predictions`, { file: 'first.jsonl' })).rejects.toMatchObject({ code: 'bad_request' });
    await expect(
      client.post(`${route}/predictions/preview`, { file: join(server.home, 'none.csv'), mapping: { path: 3 } }),
    ).rejects.toMatchObject({ code: 'bad_predictions' });
    expect(await client.get<PredictionState>(`${route}/predictions`)).toMatchObject({ runs: [] });
  });
});

describe('with two runs', () => {
  let first: ImportSummary;
  let second: ImportSummary;

  beforeAll(async () => {
    const preview = await client.post<PreviewAnswer>(`${route}/predictions/preview`, { file: join(server.home, 'first.jsonl') });
    expect(preview).toMatchObject({ format: 'jsonl', classes: ['cat', 'dog'], needs: [], counts: { rows: 5, samples: 5 } });
    first = await importFile('first.jsonl');
    second = await importFile('second.csv', 'b');
  });

  test('each sample says what they hold it for', async () => {
    expect(first).toMatchObject({ run: 'first', rows: 5, samples: 5, unpredicted: 4, hasProbabilities: true });
    const said = await client.get<readonly SamplePrediction[]>(`${route}/samples/${await idOf('train/cat/2.png')}/predictions`);
    expect(said).toEqual([
      { runId: second.runId, run: 'b', isActive: false, predicted: 'cat', confidence: null, top: [], selfConfidence: null },
      {
        runId: first.runId,
        run: 'first',
        isActive: true,
        predicted: 'dog',
        confidence: 0.97,
        top: [
          { class: 'dog', probability: 0.97 },
          { class: 'cat', probability: 0.03 },
        ],
        selfConfidence: 0.03,
      },
    ]);
    expect(await client.get(`${route}/samples/${await idOf('train/dog/4.gif')}/predictions`)).toHaveLength(1);
  });

  test('each sample says where it comes from', async () => {
    const id = await idOf('train/cat/2.png');
    await client.post<TagAnswer>(`${route}/tag`, { tag: 'odd', on: true, query: query('path:train/cat/2.png') });
    const lineage = await client.get<SampleLineage>(`${route}/samples/${id}/lineage`);
    expect(lineage).toMatchObject({ indexed: { change: 'added' }, annotation: null, annotators: [] });
    expect(lineage.decisions).toMatchObject([{ kind: 'tag', value: 'odd', query: 'path:train/cat/2.png' }]);
    expect(lineage.predictions.map(({ run, predicted }) => [run, predicted])).toEqual([
      ['b', 'cat'],
      ['first', 'dog'],
    ]);
    await client.post<TagAnswer>(`${route}/undo`);
    expect(await client.get<SampleLineage>(`${route}/samples/${id}/lineage`)).toMatchObject({ decisions: [] });
    await expect(client.get(`${route}/samples/999/lineage`)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('counts by label and prediction, of any run and query', async () => {
    const { header, columns } = await frame<ConfusionAnswer>('/confusion', {});
    expect(header).toMatchObject({ runId: first.runId, run: 'first', classes: ['cat', 'dog'] });
    expect(columns.counts).toEqual(Uint32Array.of(1, 1, 3, 1, 2, 1, 0, 0, 0));
    const part = await frame<ConfusionAnswer>('/confusion', { run: second.runId, query: query('split:train is:predicted') });
    // The query speaks of the active run, which has seen one sample more.
    expect(part.columns.counts).toEqual(Uint32Array.of(1, 1, 0, 0, 1, 1, 0, 0, 0));
  });

  test('evaluates confidence, ranks and a class', async () => {
    const answer = await client.post<EvaluationAnswer>(`${route}/evaluation`, { class: 'dog', query: query('is:predicted') });
    expect(answer.topK).toEqual([0.6, 1]);
    expect(answer.calibration?.bins).toHaveLength(15);
    expect(answer.curve?.averagePrecision).toBeCloseTo((1 / 2 + 2 / 3 + 3 / 4) / 3, 6);
    const plain = await client.post<EvaluationAnswer>(`${route}/evaluation`, { run: second.runId });
    expect(plain).toMatchObject({ calibration: null, topK: null, curve: null });
    await expect(client.post(`${route}/evaluation`, { class: 'cow' })).rejects.toMatchObject({
      code: 'bad_query',
      message: expect.stringContaining('"cow"'),
    });
  });

  test('compares runs', async () => {
    const body = { before: first.runId, after: second.runId };
    const { header, columns } = await frame<CompareRunsAnswer>('/compare-runs', body);
    expect(header).toMatchObject({
      classes: ['cat', 'dog'],
      counts: { 'not-compared': 5, 'both-right': 1, better: 1, worse: 1, 'both-wrong': 1, changed: 0 },
      pValue: 1,
    });
    expect(columns.before).toEqual(Uint32Array.of(1, 1, 0, 1, 1, 0, 0, 0, 0));
    expect(columns.after).toEqual(Uint32Array.of(1, 1, 0, 1, 1, 0, 0, 0, 0));
  });

  test('colours and counts by what the chosen run says', async () => {
    const { header } = await frame<ColumnAnswer>('/column', { field: 'prediction', run: 'b' });
    expect(header).toMatchObject({ kind: 'text', names: [null, 'cat', 'dog'], counts: [5, 2, 2] });
    const { columns } = await frame<ColumnAnswer>('/column', { field: 'prob.cat' });
    expect([...(columns.values ?? [])].filter((value) => !Number.isNaN(value))).toHaveLength(5);
    const facets = await client.post<Facets>(`${route}/facets`, { query: query(''), ranges: ['confidence'] });
    expect(facets.text.find(({ field }) => field === 'prediction')?.values).toEqual([
      { value: null, count: 4 },
      { value: 'dog', count: 3 },
      { value: 'cat', count: 2 },
    ]);
    expect(facets.ranges[0]?.counts.reduce((sum, count) => sum + count, 0)).toBe(5);
  });

  test('label issues follow labels, settings and the run', async () => {
    const settings = async (changed: LabelSettings): Promise<number | undefined> => {
      const counts = await client.post<readonly IssueCount[]>(`${route}/label-settings`, changed);
      return counts.find(({ kind }) => kind === 'label')?.samples;
    };
    expect(await settings({ filter: 'predicted_neq_given', ranking: 'self_confidence' })).toBe(2);
    const id = await idOf('train/cat/2.png');
    const [issue] = await client.get<readonly SampleIssue[]>(`${route}/samples/${id}/issues`);
    expect(issue).toMatchObject({
      kind: 'label',
      score: 0.03,
      reason: 'labelled "cat", the run says "dog" with .97 (given .03)',
    });
    const { decisionId } = await client.post<TagAnswer>(`${route}/relabel`, {
      label: 'dog',
      query: query('path:train/cat/2.png'),
    });
    expect(decisionId).not.toBeNull();
    expect((await labelIssues())?.samples).toBe(1);
    await client.post(`${route}/undo`, {});
    expect((await labelIssues())?.samples).toBe(2);
    await client.post(`${route}/predictions/active`, { runId: second.runId });
    expect((await labelIssues())?.samples).toBe(2);
    await client.post(`${route}/predictions/active`, { runId: first.runId });
    expect(await settings({ filter: 'prune_by_noise_rate', ranking: 'normalized_margin' })).toBeLessThanOrEqual(2);
    expect(await client.get(`${route}/label-settings`)).toEqual({ filter: 'prune_by_noise_rate', ranking: 'normalized_margin' });
    await expect(client.post(`${route}/label-settings`, { filter: 'all', ranking: 'x' })).rejects.toMatchObject({
      code: 'bad_request',
    });
  });

  test('a run can be forgotten', async () => {
    const left = await client.delete<PredictionState>(`${route}/predictions/${first.runId}`);
    expect(left).toMatchObject({ activeId: second.runId, runs: [{ name: 'b', isActive: true }] });
    await expect(client.delete(`${route}/predictions/${first.runId}`)).rejects.toMatchObject({ code: 'not_found' });
    await expect(client.delete(`${route}/predictions/x`)).rejects.toMatchObject({ code: 'bad_request' });
  });
});
