import type { Command } from 'commander';
import type { Job } from '../../shared/job.ts';
import type { EmbeddingSkew, LabelSkew, ScoreSkew, SkewReport } from '../../shared/skew.ts';
import type { CliContext } from './cli-context.ts';
import { followJob } from './follow-job.ts';
import { whereOption } from './option-values.ts';
import { queryOf } from './query-options.ts';
import { type Row, tableHead, tableLines, tableWidths } from './table.ts';
import { withDataset } from './with-dataset.ts';

interface SkewOptions {
  readonly where?: string;
  readonly json?: boolean;
}

/** `winnow skew` */
export function addSkewCommand(program: Command, context: CliContext): void {
  program
    .command('skew')
    .description('how train, val and test differ: by labels, by every score, and by embedding where there are embeddings')
    .argument('<folder>', 'the dataset')
    .addOption(whereOption())
    .option('--json', 'one JSON document')
    .action((folder: string, options: SkewOptions) => printSkew(folder, options, context));
}

async function printSkew(folder: string, { where, json }: SkewOptions, context: CliContext): Promise<void> {
  const report = await withDataset(folder, context, { access: 'read' }, async ({ client, route }) => {
    const job = await followJob(client, await client.post<Job>(`${route}/skew`, { query: queryOf(where) }), context);
    return job.result as SkewReport;
  });
  await context.out.write(json === true ? `${JSON.stringify(report)}\n` : describeSkew(report));
}

/** Effect sizes first, for a person. */
export function describeSkew({ splits, unsplit, labels, scores, embedding }: SkewReport): string {
  const sizes = splits.map(({ name, samples }) => `${name} ${samples}`).join(', ');
  const rest = unsplit === 0 ? '' : `; in none: ${unsplit}`;
  if (splits.length < 2) {
    return `There are no two splits to compare${sizes === '' ? '' : `: ${sizes}`}${rest}. Expected samples of two splits or more.\n`;
  }
  return [`Splits: ${sizes}${rest}\n`, ...labelLines(labels), ...scoreLines(scores), ...embeddingLines(embedding)].join('');
}

function labelLines(labels: LabelSkew | null): readonly string[] {
  if (labels === null) return ['\nLabels: fewer than two classes to compare\n'];
  const { cramersV, chiSquared, degreesOfFreedom, p, farthest } = labels;
  const test = `chi-squared ${chiSquared.toFixed(1)}, ${degreesOfFreedom} degrees of freedom, p ${pText(p)}`;
  return [
    `\nLabels: Cramér's V ${cramersV.toFixed(3)} of 1 (${test})\n`,
    ...farthest.map(
      ({ label, split, count, expected }) =>
        `  ${label} in ${split}: ${count}, expected ${expected.toFixed(1)} if all were alike\n`,
    ),
  ];
}

function scoreLines(scores: readonly ScoreSkew[]): readonly string[] {
  if (scores.length === 0) return [];
  const fields = ['field', 'split', 'distance', 'p', 'median', 'of the rest'];
  const rows: readonly Row[] = scores.map(({ field, split, distance, p, median, medianOfRest }) => ({
    field,
    split,
    distance: Number(distance.toFixed(3)),
    p: pText(p),
    median: Number(median.toPrecision(4)),
    'of the rest': Number(medianOfRest.toPrecision(4)),
  }));
  const widths = tableWidths(fields, rows);
  const head = "\nScores: each split against the rest, Kolmogorov-Smirnov distance (0 to 1), p after Holm's correction\n";
  return [head, tableHead(fields, widths), tableLines(fields, widths, rows)];
}

function embeddingLines(embedding: EmbeddingSkew | null): readonly string[] {
  if (embedding === null) return ['\nEmbedding: there is none of two splits; run "winnow embed" first\n'];
  const { model, samples, balancedAccuracy, chance, telling } = embedding;
  return [
    `\nEmbedding (${model}): a classifier that has not seen them tells the split of ${samples} samples with balanced accuracy ` +
      `${balancedAccuracy.toFixed(3)}; by chance it would be ${chance.toFixed(3)}\n`,
    ...telling.map(({ split, paths }) => `  most like ${split} alone: ${paths.join(', ')}\n`),
  ];
}

function pText(p: number): string {
  return p < 0.001 ? '<0.001' : p.toFixed(3);
}
