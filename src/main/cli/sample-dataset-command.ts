import type { Command } from 'commander';
import { isSampleDatasetMade, sampleDatasetFolder } from '../sample-dataset/sample-dataset-folder.ts';
import type { CliContext } from './cli-context.ts';

/** `winnow sample-dataset` */
export function addSampleDatasetCommand(program: Command, context: CliContext): void {
  program
    .command('sample-dataset')
    .description('make the sample dataset where it is not there yet, and print its folder')
    .action(async () => {
      const folder = sampleDatasetFolder(context.home());
      if (!isSampleDatasetMade(folder)) {
        // Loaded where it is used: every command would wait for sharp otherwise.
        const { makeSampleDataset } = await import('../sample-dataset/make-sample-dataset.ts');
        await makeSampleDataset(folder, { signal: context.signal, report: () => {} });
      }
      await context.out.write(`${folder}\n`);
    });
}
