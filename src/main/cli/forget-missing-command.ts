import type { Command } from 'commander';
import type { ForgottenAnswer } from '../../shared/api.ts';
import { WinnowError } from '../../shared/errors.ts';
import type { CliContext } from './cli-context.ts';
import { withDataset } from './with-dataset.ts';

interface ForgetOptions {
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** `winnow forget-missing` */
export function addForgetMissingCommand(program: Command, context: CliContext): void {
  program
    .command('forget-missing')
    .description('drop the samples whose files are gone, with their tags and decisions; cannot be undone')
    .argument('<folder>', 'the dataset')
    .option('--yes', 'really drop them')
    .option('--json', 'print {forgotten}')
    .action((folder: string, options: ForgetOptions) => forget(folder, options, context));
}

async function forget(folder: string, { yes, json }: ForgetOptions, context: CliContext): Promise<void> {
  if (yes !== true) {
    throw new WinnowError(
      'bad_request',
      'This drops the samples whose files are gone (status:missing), with their tags; it cannot be undone. Add --yes to do it.',
    );
  }
  const { forgotten } = await withDataset(folder, context, { access: 'write' }, ({ client, route }) =>
    client.post<ForgottenAnswer>(`${route}/forget-missing`),
  );
  const text = `Forgot ${forgotten} missing ${forgotten === 1 ? 'sample' : 'samples'}`;
  await context.out.write(json ? `${JSON.stringify({ forgotten })}\n` : `${text}\n`);
}
