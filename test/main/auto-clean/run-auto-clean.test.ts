import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decideStep } from '../../../src/main/auto-clean/decide-step.ts';
import { keepCleaning } from '../../../src/main/auto-clean/kept-cleanings.ts';
import { runAutoClean } from '../../../src/main/auto-clean/run-auto-clean.ts';
import { queryOf } from '../../../src/main/cli/query-options.ts';
import { writerOf } from '../../../src/main/dataset/writer-of.ts';
import { applyTag, undo } from '../../../src/main/index/decisions.ts';
import type { JobContext } from '../../../src/main/jobs/job-context.ts';
import { createSpaces } from '../../../src/main/neighbours/create-spaces.ts';
import type { Spaces } from '../../../src/main/neighbours/spaces.ts';
import { verdictOf } from '../../../src/shared/auto-clean.ts';
import { madeClusters } from '../../workers/regression/made-clusters.ts';
import { type EmbeddedDataset, embeddedDataset } from '../neighbours/embedded-dataset.ts';

const ROWS = 500;
const TRUSTED = 150;
const made = madeClusters({ rows: ROWS, spread: 0.6, seed: 1 });
// Of what is not trusted, a third of one class is given another.
const isFlipped = (row: number): boolean => row >= TRUSTED && made.truth[row] === 0 && row % 3 === 0;
const labelOf = (row: number): string => `class ${isFlipped(row) ? 1 : made.truth[row]}`;
const flipped = Array.from({ length: ROWS }, (_, row) => row).filter(isFlipped);

let embedded: EmbeddedDataset;
let spaces: Spaces;
let ids: readonly number[];
beforeAll(async () => {
  embedded = await embeddedDataset(made.dimensions);
  spaces = createSpaces();
  const samples = Array.from({ length: ROWS }, (_, row) => ({
    path: `${row}.jpg`,
    label: labelOf(row),
    tags: row < TRUSTED ? ['trusted'] : [],
  }));
  ids = await embedded.add(samples, made.features as Float32Array);
});
afterAll(async () => {
  await spaces.close();
  await embedded.dataset.close();
});

const context = (report: JobContext['report'] = () => undefined): JobContext => ({
  signal: new AbortController().signal,
  report,
});
const clean = (trusted: string, by: JobContext = context()) =>
  runAutoClean({ dataset: embedded.dataset, request: { trusted: queryOf(trusted) }, spaces, version: 'test' }, by);
const labelsNow = (): unknown =>
  embedded.dataset.read
    .prepare('SELECT class.name FROM sample JOIN class ON class.id = class_id ORDER BY sample.id')
    .pluck()
    .all();
const nothing = (): void => undefined;

describe('automatic cleaning of a dataset', () => {
  test('says what each repair is worth on samples it did not learn from, and changes nothing', async () => {
    const before = labelsNow();
    const { report, kept } = await clean('tag:trusted');
    expect(report).toMatchObject({ trusted: TRUSTED, learned: ROWS - TRUSTED, classes: 4, seed: 0 });
    const [first] = report.steps;
    expect(first).toMatchObject({ round: 0, detector: 'label', repair: 'drop', accuracyBefore: report.accuracyBefore });
    const repairs = report.steps.filter(({ round, detector }) => round === 0 && detector === 'label');
    expect(repairs.map(({ repair }) => repair)).toEqual(['drop', 'relabel', 'down-weight']);
    for (const step of report.steps) {
      expect((step.mended - step.broken) / TRUSTED).toBeCloseTo(step.accuracyAfter - step.accuracyBefore, 9);
      expect(step.isKept).toBe(step.isKept && verdictOf(step) === 'gain');
    }
    // Nearly all of what it finds is what was flipped, and nothing of it is trusted.
    const doubted = [...(kept[0]?.ids ?? [])];
    const flippedIds = new Set(flipped.map((row) => ids[row]));
    expect(doubted.filter((id) => flippedIds.has(id)).length).toBeGreaterThan(0.9 * doubted.length);
    expect(doubted.every((id) => id > (ids[TRUSTED - 1] ?? 0))).toBe(true);
    expect(report.steps.find(({ isKept }) => isKept)).toMatchObject({ detector: 'label', round: 0 });
    expect(report.accuracyAfter).toBeGreaterThan(report.accuracyBefore + 0.02);
    expect(first?.uneven.map((loss) => loss.class)).toContain('class 1');
    expect(labelsNow()).toEqual(before);
    // The same again, and its steps are decisions once somebody says so: one each, taken back as one.
    const again = await clean('tag:trusted');
    expect(again.report.steps).toEqual(report.steps);
    keepCleaning(embedded.dataset, 'job', kept);
    const relabel = report.steps.findIndex(({ repair }) => repair === 'relabel');
    const decided = await decideStep(embedded.dataset, 'job', relabel, nothing);
    expect(decided.changed?.length).toBe(report.steps[relabel]?.touched);
    expect(labelsNow()).not.toEqual(before);
    await undo(writerOf(embedded.dataset), nothing);
    expect(labelsNow()).toEqual(before);
    expect((await decideStep(embedded.dataset, 'job', 0, nothing)).message).toBe(`Tagged ${first?.touched} samples “remove”`);
    await undo(writerOf(embedded.dataset), nothing);
    expect(() => decideStep(embedded.dataset, 'another', 0, nothing)).toThrow(/not kept any more/);
    await embedded.dataset.changed(null);
  });

  test('learns nothing from what is tagged “remove”', async () => {
    const db = writerOf(embedded.dataset);
    const change = { tag: 'remove', on: true, ids: Uint32Array.from(flipped, (row) => ids[row] ?? 0) };
    await applyTag(db, change, nothing);
    await embedded.dataset.changed(null, 'tags');
    const { report } = await clean('tag:trusted');
    expect(report.learned).toBe(ROWS - TRUSTED - flipped.length);
    await undo(db, nothing);
    await embedded.dataset.changed(null, 'tags');
  });

  test('needs samples that are trusted, and others to learn from', async () => {
    await expect(clean('tag:nobody')).rejects.toMatchObject({ code: 'bad_request', message: expect.stringContaining('trusted') });
    await expect(clean('')).rejects.toMatchObject({ code: 'bad_request', message: expect.stringContaining('0 others') });
  });

  test('can be called off', async () => {
    const stop = new AbortController();
    const report: JobContext['report'] = ({ stage }) => {
      if (stage === 'Trying repairs') stop.abort();
    };
    await expect(clean('tag:trusted', { signal: stop.signal, report })).rejects.toMatchObject({ name: 'AbortError' });
  });
});
