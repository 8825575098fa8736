import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../../src/main/dataset/dataset.ts';
import { startCompute } from '../../../src/main/jobs/start-compute.ts';
import { indexFolder } from '../../fixtures/index-folder.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';
import { hasTestData, testData } from '../../fixtures/test-data.ts';

/** Every number that checks made, and every issue that follows from them. */
async function found(dataset: Dataset): Promise<unknown> {
  const all = (sql: string): unknown[] => dataset.read.prepare(sql).all();
  const pathOf = (id: string): string => `(SELECT path FROM sample AS other WHERE other.id = ${id})`;
  return {
    samples: all('SELECT path, hex(perceptual_hash), hex(pixel_hash), private_metadata FROM sample ORDER BY path'),
    scores: all(`SELECT ${pathOf('sample_id')} AS of, image_score.* FROM image_score ORDER BY 1`).map(withoutId),
    fingerprints: all(`SELECT ${pathOf('sample_id')} AS of, hex(bytes) FROM fingerprint ORDER BY 1`),
    duplicates: all(`SELECT kind, ${pathOf('sample_id')} AS of, ${pathOf('group_id')} AS of_group, ${pathOf('linked_id')} AS link,
      distance, turn FROM duplicate ORDER BY 1, 2`),
    issues: await dataset.query.call('issues', { query: null }),
  };
}

const withoutId = (row: unknown): unknown => ({ ...(row as object), sample_id: null });

describe.skipIf(!hasTestData)('what is found in the same files', () => {
  it('is the same in every run, with one decoding thread or several', async () => {
    const folder = tempFolder();
    cpSync(testData('duplicates/imagededup'), join(folder, 'imagededup'), { recursive: true });
    cpSync(testData('duplicates/cleanvision'), join(folder, 'cleanvision'), { recursive: true });
    cpSync(testData('bad-inputs/exif-orientation'), join(folder, 'turned'), { recursive: true });
    const answers: unknown[] = [];
    for (const cores of [1, 2, 12]) {
      const compute = startCompute({ cores });
      const home = tempFolder();
      try {
        await indexFolder({
          home,
          folder,
          compute,
          after: async (dataset) => {
            answers.push(await found(dataset));
          },
        });
      } finally {
        await compute.close();
        rmSync(home, { recursive: true });
      }
    }
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });
});
