import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { afterAll, describe, expect, it } from 'vitest';
import { startCompute } from '../../../src/main/jobs/start-compute.ts';
import type { SampleStatus } from '../../../src/shared/sample.ts';
import { indexFolder } from '../../fixtures/index-folder.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';
import { hasTestData, testData } from '../../fixtures/test-data.ts';

interface ManifestRow {
  readonly path: string;
  readonly truth: string;
}

/** What each verdict of the manifest may become here. */
const EXPECTED: Readonly<Record<string, readonly (SampleStatus | 'ignored')[]>> = {
  good: ['ok'],
  bad: ['corrupt', 'unsupported'],
  'zero-byte': ['corrupt'],
  partial: ['corrupt'],
  'notimage-or-broken-header': ['unsupported', 'corrupt', 'ignored'],
  'unsupported-here': ['unsupported'],
  'one-decoder-only': ['ok', 'corrupt', 'unsupported'],
};

describe.skipIf(!hasTestData)('the files that broke other decoders', () => {
  const compute = startCompute({ cores: 2 });
  afterAll(() => compute.close());

  it('get the status that their manifest gives them, and the same on the second run', async () => {
    const folder = testData('bad-inputs');
    const home = tempFolder();
    const manifest: ManifestRow[] = parse(readFileSync(`${folder}/MANIFEST.csv`), { columns: true });
    const statuses = new Map<string, SampleStatus>();
    const first = await indexFolder({
      home,
      folder,
      compute,
      after(dataset) {
        const rows = dataset.read.prepare<[], { path: string; status: SampleStatus }>('SELECT path, status FROM sample').all();
        for (const { path, status } of rows) statuses.set(path, status);
      },
    });
    const wrong = manifest.filter(({ path, truth }) => !EXPECTED[truth]?.includes(statuses.get(path) ?? 'ignored'));
    expect(wrong).toEqual([]);
    const listed = new Set(manifest.map(({ path }) => path));
    expect([...statuses.keys()].filter((path) => !listed.has(path))).toEqual([]);
    expect(first).toMatchObject({ samples: 1117, unreadable: 0, missing: 0, added: 1117, classes: [], splits: {} });
    const second = await indexFolder({ home, folder, compute });
    const { ok, corrupt, unsupported, ignored } = first;
    expect(second).toMatchObject({ samples: 1117, ok, corrupt, unsupported, ignored, added: 0, changed: 0, unchanged: 1117 });
  }, 90_000);
});
