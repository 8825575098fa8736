import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { DatasetInfo, IndexSummary } from '../../shared/dataset.ts';
import { BUILT_IN_MODEL } from '../../shared/embedding.ts';
import { WinnowError } from '../../shared/errors.ts';
import type { ExportSummary } from '../../shared/export.ts';
import type { Job } from '../../shared/job.ts';
import type { LimitOutcome, Recipe, RuleOutcome } from '../../shared/recipe.ts';
import { failureCode } from '../db/storage-error.ts';
import { readRecipe } from '../recipe/read-recipe.ts';
import { checkExportLimits, checkIssueLimits } from './check-limits.ts';
import type { CliContext } from './cli-context.ts';
import { describeApply } from './describe-apply.ts';
import { followJob } from './follow-job.ts';
import { asked, followRules } from './follow-rules.ts';
import { writeNew } from './recipe-command.ts';
import { type OpenedDataset, withDataset } from './with-dataset.ts';

/** A limit of the recipe was passed. */
const LIMIT_PASSED = 3;

interface ApplyOptions {
  readonly json?: boolean;
  readonly report?: string;
  readonly dryRun?: boolean;
}

/** What `winnow apply` prints. */
export interface ApplyReport {
  readonly recipe: string;
  readonly folder: string;
  readonly index: Pick<IndexSummary, 'samples' | 'ok' | 'corrupt' | 'unsupported' | 'unreadable'>;
  readonly rules: readonly RuleOutcome[];
  readonly limits: readonly LimitOutcome[];
  /** Null: a limit was passed, and nothing was written. */
  readonly export: ExportSummary | null;
}

/** `winnow apply` */
export function addApplyCommand(program: Command, context: CliContext): void {
  program
    .command('apply')
    .description('follow a recipe on other data: index, decide, split and export; the dataset and its own index stay as they are')
    .argument('<recipe>', 'a YAML file, as "winnow recipe" prints one')
    .argument('<folder>', 'the data')
    .argument('<out>', 'a folder that does not exist yet')
    .option('--dry-run', 'follow the rules and say what would be exported')
    .option('--json', 'print the report as JSON')
    .option('--report <file>', 'write the report as JSON to a new file, too')
    .addHelpText('after', '\nExit status: 0 exported, 3 nothing was: a limit of the recipe was passed, 1 failed, 2 wrong usage.')
    .action((recipe: string, folder: string, out: string, options: ApplyOptions) =>
      apply({ recipe, folder, out }, options, context),
    );
}

interface ApplyPlaces {
  readonly recipe: string;
  readonly folder: string;
  readonly out: string;
}

async function apply({ recipe: file, folder, out }: ApplyPlaces, options: ApplyOptions, context: CliContext): Promise<void> {
  const recipe = readRecipe(await textOf(file), basename(file));
  for (const place of [out, ...(options.report === undefined ? [] : [options.report])]) {
    if (existsSync(place))
      throw new WinnowError('output_exists', `${place} exists already; nothing is overwritten. Name a new one.`);
  }
  // An index of its own: what was decided of this folder before is neither asked nor changed.
  const home = await mkdtemp(join(tmpdir(), 'winnow-apply-'));
  try {
    const report = await withDataset(folder, { ...context, home: () => home }, { access: 'index', relink: false }, (opened) =>
      followRecipe(opened, recipe, { out: resolve(out), dryRun: options.dryRun === true }, context),
    );
    if (options.report !== undefined) await writeNew(options.report, `${JSON.stringify(report, null, 2)}\n`);
    await context.out.write(options.json === true ? `${JSON.stringify(report)}\n` : describeApply(report));
    if (report.limits.some(({ isPassed }) => isPassed)) context.setStatus(LIMIT_PASSED);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new WinnowError(
      'not_found',
      `${file} cannot be read (${failureCode(error) ?? 'unknown'}). Expected a recipe, as "winnow recipe FOLDER" prints one.`,
      { cause: error },
    );
  }
}

interface ApplyTarget {
  readonly out: string;
  readonly dryRun: boolean;
}

async function followRecipe(
  opened: OpenedDataset,
  recipe: Recipe,
  target: ApplyTarget,
  context: CliContext,
): Promise<ApplyReport> {
  const { client, route, info } = opened;
  const run = async <Result>(path: string, body?: object): Promise<Result> =>
    (await followJob(client, await client.post<Job>(`${route}${path}`, body), context)).result as Result;
  const { samples, ok, corrupt, unsupported, unreadable } = await run<IndexSummary>('/index');
  if (recipe.layout !== null) await client.post<DatasetInfo>(`${route}/layout`, recipe.layout);
  if (recipe.embed) await run('/embed', { model: BUILT_IN_MODEL, map: false });
  if (recipe.limits.some(({ of }) => of === 'label')) await run('/out-of-fold', {});
  for (const [kind, cut] of Object.entries(recipe.cuts)) await client.post(`${route}/issues/cut`, { kind, cut });
  const before = await checkIssueLimits(opened, recipe.limits, samples);
  const rules = await followRules(opened, recipe);
  const limits = [...before, ...(await checkExportLimits(opened, recipe))];
  const isPassed = limits.some((limit) => limit.isPassed);
  const { where, ...how } = recipe.export;
  const body = { ...how, out: target.out, query: asked(where) };
  const exported = isPassed
    ? null
    : target.dryRun
      ? await client.post<ExportSummary>(`${route}/export`, { ...body, dryRun: true })
      : await run<ExportSummary>('/export', body);
  const index = { samples, ok, corrupt, unsupported, unreadable };
  return { recipe: recipe.name, folder: info.folder, index, rules, limits, export: exported };
}
