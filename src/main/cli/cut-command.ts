import { type Command, InvalidArgumentError } from 'commander';
import { type IssueCount, SCORE_KINDS, type ScoreKind } from '../../shared/issue.ts';
import type { CliContext } from './cli-context.ts';
import { withDataset } from './with-dataset.ts';

interface CutOptions {
  readonly json?: boolean;
}

/** `winnow cut` */
export function addCutCommand(program: Command, context: CliContext): void {
  program
    .command('cut')
    .description('show or move the score below which samples have an issue')
    .argument('<folder>', 'the dataset')
    .argument('<kind>', `of ${SCORE_KINDS.join(', ')}`, scoreKind)
    .argument('[value]', '0 to 1, or "default"', cutValue)
    .option('--json', 'print {kind, cut, defaultCut, samples, …}')
    .action((folder: string, kind: ScoreKind, value: number | 'default' | undefined, options: CutOptions) =>
      showOrMove(folder, kind, value, options, context),
    );
}

function scoreKind(text: string): ScoreKind {
  const kind = SCORE_KINDS.find((known) => known === text);
  if (kind === undefined) throw new InvalidArgumentError(`"${text}" has no cut; those that have: ${SCORE_KINDS.join(', ')}.`);
  return kind;
}

function cutValue(text: string): number | 'default' {
  if (text === 'default') return text;
  const value = Number(text);
  if (!/^[\d.]+$/.test(text) || !(value >= 0 && value <= 1)) throw new InvalidArgumentError('Expected 0 to 1, or "default".');
  return value;
}

async function showOrMove(
  folder: string,
  kind: ScoreKind,
  value: number | 'default' | undefined,
  options: CutOptions,
  context: CliContext,
): Promise<void> {
  const access = value === undefined ? 'read' : 'write';
  const counts = await withDataset(folder, context, { access }, ({ client, route }) =>
    value === undefined
      ? client.post<readonly IssueCount[]>(`${route}/issues`, {})
      : client.post<readonly IssueCount[]>(`${route}/issues/cut`, { kind, cut: value === 'default' ? null : value }),
  );
  const count = counts.find((one) => one.kind === kind);
  if (options.json) return context.out.write(`${JSON.stringify(count)}\n`);
  return context.out.write(`${kind}: ${count === undefined ? 'not known' : describeCut(count)}\n`);
}

function describeCut({ cut, defaultCut, samples }: IssueCount): string {
  if (defaultCut === null) return 'needs embeddings; make them with "winnow embed"';
  const below = `${samples} ${samples === 1 ? 'sample' : 'samples'} below ${cut}`;
  return cut === defaultCut ? `${below}, the default` : `${below} (default ${defaultCut})`;
}
