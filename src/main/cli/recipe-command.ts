import { writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { WinnowError } from '../../shared/errors.ts';
import { EXPORT_FORMATS, type ExportFormat, FILE_MODES, type FileMode } from '../../shared/export.ts';
import type { RecipeRequest } from '../../shared/recipe.ts';
import type { RecipeAnswer } from '../../shared/recipe-request.ts';
import { failureCode } from '../db/storage-error.ts';
import type { CliContext } from './cli-context.ts';
import { addContentOptions, type ContentOptions, contentOf, contentOptionsProblem } from './export-options.ts';
import { whereOption } from './option-values.ts';
import { queryOf } from './query-options.ts';
import { addSplitOptions, splitRulesOf } from './split-options.ts';
import { withDataset } from './with-dataset.ts';

interface RecipeOptions extends ContentOptions {
  readonly format?: ExportFormat;
  readonly files?: FileMode;
  readonly where?: string;
  readonly output?: string;
}

/** `winnow recipe` */
export function addRecipeCommand(program: Command, context: CliContext): void {
  const command = program
    .command('recipe')
    .description('print what was decided as a recipe for other data: cuts, rules, splits and export, as a YAML file')
    .argument('<folder>', 'the dataset')
    .addOption(new Option('--format <format>', 'of the export (default: folders)').choices(EXPORT_FORMATS))
    .addOption(new Option('--files <mode>', 'of the export (default: copy)').choices(FILE_MODES))
    .addOption(whereOption());
  addSplitOptions(command);
  addContentOptions(command);
  command.option('--output <file>', 'write it to a new file').action((folder: string, options: RecipeOptions) => {
    const problem = contentOptionsProblem(options);
    if (problem !== null) command.error(`error: ${problem}`);
    return printRecipe(folder, options, context);
  });
}

async function printRecipe(folder: string, options: RecipeOptions, context: CliContext): Promise<void> {
  const { output, ...asked } = options;
  // So that a recipe holds no query that it could not be read with.
  queryOf(asked.where);
  const split = asked.splits === undefined ? undefined : splitRulesOf(asked);
  const body: RecipeRequest = { ...contentOf(asked), split };
  const { yaml } = await withDataset(folder, context, { access: 'read' }, ({ client, route }) =>
    client.post<RecipeAnswer>(`${route}/recipe`, body),
  );
  if (output === undefined) await context.out.write(yaml);
  else await writeNew(output, yaml);
}

/** @throws {WinnowError} output_exists; what writing throws */
export async function writeNew(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { flag: 'wx' });
  } catch (error) {
    if (failureCode(error) !== 'EEXIST') throw error;
    throw new WinnowError('output_exists', `${file} exists already; nothing is overwritten. Name a new file.`);
  }
}
