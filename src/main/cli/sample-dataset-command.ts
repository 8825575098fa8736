import type { Command } from 'commander';
import { sampleDatasetFolder } from '../engine/sample-dataset.ts';
import { isSampleDatasetMade, makeSampleDataset } from '../sample-dataset/make-sample-dataset.ts';
import type { CliContext } from './cli-context.ts';

/** `winnow sample-dataset` */
export function addSampleDatasetCommand(program: Command, context: CliContext): void {
  program
    .command('sample-dataset')
    .description('make the sample dataset where it is not there yet, and print its folder')
    .action(async () => {
      const folder = sampleDatasetFolder(context.home());
      if (!isSampleDatasetMade(folder)) await makeSampleDataset(folder, { signal: context.signal, report: () => {} });
      await context.out.write(`${folder}\n`);
    });
}
