import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IndexSummary } from '../../src/shared/dataset.ts';
import type { IssueRow } from '../../src/shared/issue.ts';
import { type BccdFiles, writeBccd } from '../fixtures/bccd-results.ts';
import { hasTestData } from '../fixtures/test-data.ts';
import { winnow } from './run-winnow.ts';

const PICTURES = 21;

describe.skipIf(!hasTestData)('boxes from the command line', () => {
  let root: string;
  let home: string;
  let files: BccdFiles;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'winnow-boxes-'));
    home = join(root, 'home');
    files = writeBccd(root, PICTURES);
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  async function json<T>(...args: readonly string[]): Promise<T> {
    const ran = await winnow(home, ...args, '--json');
    expect(ran).toMatchObject({ status: 0, stderr: '' });
    return JSON.parse(ran.stdout) as T;
  }

  test('annotations, predictions, average precision, filters and issues', async () => {
    const { folder, results, instances } = files;
    const { labels, classes } = await json<IndexSummary>('index', folder);
    expect(labels).toMatchObject([{ format: 'voc', files: PICTURES, samples: PICTURES, problems: [] }]);
    expect(classes).toEqual(['Platelets', 'RBC', 'WBC']);
    const [first] = await json<readonly object[]>('samples', folder, '--limit', '1', '--fields', 'label,boxes');
    expect(first).toEqual({ label: 'RBC, WBC', boxes: 20 });

    const run = ['predictions', folder, results, '--annotations', instances];
    expect(await json(...run, '--preview')).toMatchObject({ format: 'coco', counts: { samples: PICTURES } });
    expect(await json(...run, '--name', 'seen')).toMatchObject({ run: 'seen', samples: PICTURES, problems: [] });

    const judged = await json<{ mAP: number; truePositives: number; falseNegatives: number }>(
      'confusion',
      folder,
      '--run',
      'seen',
    );
    expect(judged.truePositives + judged.falseNegatives).toBe(labels?.[0]?.boxes);
    const loose = ['confusion', folder, '--iou', '.1', '--min-confidence', '0'];
    expect((await json<typeof judged>(...loose)).truePositives).toBeGreaterThan(judged.truePositives);
    expect((await winnow(home, ...loose)).stdout).toContain(`mAP ${Number(judged.mAP.toFixed(3))}`);
    expect((await winnow(home, 'confusion', folder, '--iou', '2')).status).toBe(2);

    const { count } = await json<{ count: number }>('count', folder, '--where', 'label:RBC falseNegatives>0 boxes>=1');
    expect(count).toBeGreaterThan(0);
    const rows = await json<readonly IssueRow[]>('issues', folder, '--kind', 'box', '--where', 'path:*00020*');
    expect(rows).toMatchObject([
      { kind: 'box', boxes: expect.arrayContaining([expect.objectContaining({ problem: 'duplicated', class: 'RBC' })]) },
    ]);
  });

  test('labels that are none are refused in words', async () => {
    const refused = await winnow(home, 'index', files.folder, '--labels', files.results);
    expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining('is no annotation file that can be read') });
  });
});
