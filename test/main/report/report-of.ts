import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dataset } from '../../../src/main/dataset/dataset.ts';
import type { Compute } from '../../../src/main/jobs/compute.ts';
import { collectReport } from '../../../src/main/report/collect-report.ts';
import { reportPage } from '../../../src/main/report/html/page.ts';
import { readThumbs } from '../../../src/main/report/read-thumbs.ts';
import type { Report } from '../../../src/shared/report.ts';
import { indexFolder } from '../../fixtures/index-folder.ts';

export interface MadeReport {
  readonly report: Report;
  readonly page: string;
}

/** Indexes a folder for real and makes its report. @param decide what a person did before */
export async function reportOf(
  folder: string,
  compute: Compute,
  decide?: (dataset: Dataset) => Promise<void>,
): Promise<MadeReport> {
  const home = mkdtempSync(join(tmpdir(), 'winnow-report-'));
  try {
    let made: MadeReport | null = null;
    await indexFolder({
      home,
      folder,
      compute,
      async after(dataset) {
        await decide?.(dataset);
        const report = await collectReport(dataset, 'test');
        made = { report, page: reportPage(report, await readThumbs(dataset.thumbs, report), null) };
      },
    });
    if (made === null) throw new Error('The index job ended without a report.');
    return made;
  } finally {
    rmSync(home, { recursive: true });
  }
}
