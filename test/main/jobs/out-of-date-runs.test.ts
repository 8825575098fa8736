import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openDataset } from '../../../src/main/dataset/open.ts';
import { writerOf } from '../../../src/main/dataset/writer-of.ts';
import { insertRun, predictionRuns } from '../../../src/main/index/prediction-runs.ts';
import { beginRun } from '../../../src/main/index/runs.ts';
import { runIndexJob } from '../../../src/main/jobs/index-job.ts';
import { startCompute } from '../../../src/main/jobs/start-compute.ts';
import { PREDICTION_SOURCES } from '../../../src/shared/prediction.ts';
import { tinyPngs } from '../../fixtures/embed-folder.ts';
import { tempFolder, writeFiles } from '../../fixtures/temp-folder.ts';

const compute = startCompute({ cores: 1 });
afterAll(() => compute.close());

test('runs made here are out of date once pictures come, change or go, and not when nothing changed', async () => {
  const [home, folder] = [tempFolder(), tempFolder()];
  const pictures = Object.entries(await tinyPngs(4));
  writeFiles(folder, Object.fromEntries(pictures.slice(0, 3)));
  const dataset = await openDataset({ home, request: { folder }, endpoint: null });
  const db = writerOf(dataset);
  const index = () =>
    runIndexJob({ dataset, compute, version: 'test' }, { signal: new AbortController().signal, report: () => {} });
  const outOfDate = (): readonly string[] =>
    predictionRuns(db).flatMap(({ source, isOutOfDate }) => (isOutOfDate ? [source] : []));
  try {
    await index();
    const runId = beginRun(db, { kind: 'predictions', parameters: {}, version: 'test' });
    for (const source of PREDICTION_SOURCES) {
      insertRun(db, {
        ...{ name: source, source, classes: ['a'], samples: 3, origin: 'o', runId, parameters: {}, createdMs: 1 },
        ...{ hasProbabilities: false, hasConfidence: false, hasInfluence: false, boxes: null },
      });
    }
    await index();
    expect(outOfDate()).toEqual([]);
    const fresh = (): unknown => db.exec('UPDATE prediction_run SET is_out_of_date = 0');
    writeFiles(folder, Object.fromEntries(pictures.slice(3)));
    await index();
    expect(outOfDate()).toEqual(['regression', 'classifier']);
    fresh();
    rmSync(join(folder, pictures[0]?.[0] ?? ''));
    await index();
    expect(outOfDate()).toEqual(['regression', 'classifier']);
  } finally {
    await dataset.close();
  }
});
