import type { Command } from 'commander';
import type { Report } from '../../shared/report.ts';
import { reportText } from '../report/report-text.ts';
import { checkReportFile, writeReportFile } from '../report/write-report-file.ts';
import { errorOf } from './ask-door.ts';
import type { CliContext } from './cli-context.ts';
import { withDataset } from './with-dataset.ts';

interface ReportOptions {
  readonly html?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** `winnow report` */
export function addReportCommand(program: Command, context: CliContext): void {
  program
    .command('report')
    .description('what is in a dataset and what is wrong with it, on one page')
    .argument('<folder>', 'the dataset')
    .option('--html <file>', 'write one page that holds everything and needs no network')
    .option('--force', 'replace the file that is there')
    .option('--json', 'print all figures as JSON')
    .action((folder: string, options: ReportOptions) => makeReport(folder, options, context));
}

async function makeReport(folder: string, options: ReportOptions, context: CliContext): Promise<void> {
  const { html, force = false, json = false } = options;
  await withDataset(folder, context, { access: 'read' }, async ({ client, route, info }) => {
    const file = html === undefined ? null : await checkReportFile(html, info.folder, force);
    if (file !== null) {
      const page = await client.fetch(`${route}/report.html`, { signal: context.signal });
      if (!page.ok) throw await errorOf(page);
      await writeReportFile(file, await page.text());
    }
    if (file !== null && !json) return context.out.write(`${file.file}\n`);
    const report = await client.get<Report>(`${route}/report`);
    await context.out.write(json ? `${JSON.stringify(report)}\n` : reportText(report));
  });
}
