import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AnnotationSet, AnnotationsSummary } from '../../src/shared/annotation.ts';
import type { AutoCleanReport } from '../../src/shared/auto-clean.ts';
import { MISPLACED, makeAnnotatedPictures, TRUSTED, TRUSTED_PATHS, writeAnnotators } from '../fixtures/annotated-pictures.ts';
import { type Ran, winnow } from './run-winnow.ts';

const work = mkdtempSync(join(tmpdir(), 'winnow-annotators-'));
const folder = join(work, 'pictures');
const file = join(work, 'four people.csv');
const run = (...args: readonly string[]): Promise<Ran> => winnow(join(work, 'home'), ...args);
const json = async <T>(...args: readonly string[]): Promise<T> => JSON.parse((await run(...args, '--json')).stdout) as T;

beforeAll(async () => {
  await makeAnnotatedPictures(folder);
  writeAnnotators(file);
  await run('index', folder);
});
afterAll(() => rmSync(work, { recursive: true }));

test('several annotators are imported, listed with their quality, searched, and forgotten', async () => {
  const { set, problems } = await json<AnnotationsSummary>('annotations', folder, file);
  expect(set).toMatchObject({ name: 'four people', samples: 240, labels: 960, disagreements: 60, isActive: true });
  expect(problems.map(({ kind, count }) => [kind, count])).toEqual([['unmatched-path', 1]]);
  const listed = await run('annotations', folder);
  expect(listed.stdout).toMatch(/^four people \(in use\): 960 labels of 240 samples, 60 of them disagreed on\n/);
  expect(listed.stdout).toMatch(/annotator +labels +accuracy +agreement\n(?:ann|bob|cy) +240 +1 +0.917\n/);
  expect(listed.stdout).toMatch(/\neve +240 +0.75 +0.75\n/);
  const [issue] = await json<readonly Record<string, unknown>[]>(
    'issues',
    folder,
    '--kind',
    'annotator-disagreement',
    '--where',
    'label:cow',
  );
  expect(issue).toMatchObject({
    kind: 'annotator-disagreement',
    score: 0.5,
    reason: expect.stringMatching(/^3 annotators say "cat", 1 "cow"; together "cat" with 1.00, labelled "cow"$/),
    suggestion: 'cat',
  });
  expect(await json('count', folder, '--where', 'is:disagreed -label:cat consensus:cat')).toMatchObject({ count: MISPLACED });
  expect(await run('annotations', folder, '--accept')).toMatchObject({ status: 2, stderr: expect.stringContaining('--where') });
  const second = await run('annotations', folder, file, '--name', 'again');
  expect(second.stdout).toMatch(/^again \(in use\): 960 labels/);
  expect((await run('annotations', folder, '--name', 'again', '--remove')).stdout).toMatch(/^four people \(in use\)/);
  expect(await json<readonly AnnotationSet[]>('annotations', folder)).toHaveLength(1);
});

test('auto-clean says what to do first, then what each repair is worth, and decides only what it is told to', async () => {
  expect(await run('auto-clean', folder)).toMatchObject({ status: 1, stderr: expect.stringContaining('embed') });
  await run('embed', folder);
  expect(await run('auto-clean', folder)).toMatchObject({ status: 1, stderr: expect.stringContaining('No sample is trusted') });
  const report = await json<AutoCleanReport>('auto-clean', folder, '--trusted', TRUSTED_PATHS);
  expect(report).toMatchObject({ trusted: TRUSTED, classes: 4 });
  const mended = report.steps.find(({ detector, repair }) => detector === 'annotator-disagreement' && repair === 'relabel');
  expect(mended).toMatchObject({ round: 0, isKept: true, touched: MISPLACED });
  expect(mended?.chance).toBeLessThan(0.05);
  expect(report.accuracyAfter).toBeGreaterThan(report.accuracyBefore);
  expect(await json('count', folder, '--where', 'is:relabeled')).toMatchObject({ count: 0 });
  const decided = await run('auto-clean', folder, '--trusted', TRUSTED_PATHS, '--decide', 'annotator-disagreement:relabel');
  expect(decided.stdout).toMatch(/annotator-disagreement +relabel +\d+ .* kept\n/);
  expect(decided.stdout).toContain(`Relabelled ${MISPLACED} samples “cat”`);
  expect(await json('count', folder, '--where', 'is:relabeled label:cat')).toMatchObject({ count: MISPLACED });
  expect((await run('undo', folder)).stdout).toMatch(/^Undid: relabelled/);
  expect(await json('count', folder, '--where', 'is:relabeled')).toMatchObject({ count: 0 });
});
