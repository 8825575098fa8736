import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { WINNOW_VERSION } from '../engine/version.ts';
import { addAnnotationsCommand } from './annotations-command.ts';
import { addApplyCommand } from './apply-command.ts';
import { addAutoCleanCommand } from './auto-clean-command.ts';
import type { CliContext } from './cli-context.ts';
import { addConfusionCommand } from './confusion-command.ts';
import { addCountCommand } from './count-command.ts';
import { addCutCommand } from './cut-command.ts';
import { addDatasetsCommand } from './datasets-command.ts';
import { addDecisionCommands } from './decision-commands.ts';
import { addDoctorCommand } from './doctor-command.ts';
import { addEmbedCommand } from './embed-command.ts';
import { addExportCommand } from './export-command.ts';
import { addFetchCommand } from './fetch-command.ts';
import { addForgetMissingCommand } from './forget-missing-command.ts';
import { addHistoryCommand } from './history-command.ts';
import { addIndexCommand } from './index-command.ts';
import { addIssuesCommand } from './issues-command.ts';
import { addKeepCommands } from './keep-commands.ts';
import { addLabelsCommand } from './labels-command.ts';
import { addLayoutCommand } from './layout-command.ts';
import { addMapCommand } from './map-command.ts';
import { addMergeCommand } from './merge-command.ts';
import { addModelsCommand } from './models-command.ts';
import { addOpenCommand } from './open-command.ts';
import { addPredictCommand } from './predict-command.ts';
import { addPredictionsCommand } from './predictions-command.ts';
import { addRecipeCommand } from './recipe-command.ts';
import { addReportCommand } from './report-command.ts';
import { addSampleDatasetCommand } from './sample-dataset-command.ts';
import { addSamplesCommand } from './samples-command.ts';
import { addServeCommand } from './serve-command.ts';
import { addSimilarCommand } from './similar-command.ts';
import { addSkewCommand } from './skew-command.ts';
import { addVerifyCommand } from './verify-command.ts';
import { addViewsCommand } from './views-command.ts';

const AFTER_HELP = `
Results go to stdout, progress and messages to stderr. Exit status: 0 done, 1 failed, 2 wrong usage, 3 a limit of a recipe passed, 130 interrupted.
Queries: label:cat -tag:remove "sizeBytes<5kb" path:2024/* is:untagged (status:corrupt OR width<64) sort:-width
         issue:blurry score.dark<0.2 is:flagged -issue:near-duplicate group.near=12 sort:score.blurry
         label!=prediction prob.cat<0.2 run:NAME is:wrong sort:score.normalized-margin
         is:disagreed consensus:cat score.agreement<0.7`;

/** The whole command line, to be parsed with `from: 'user'`. */
export function createProgram(context: CliContext, args: readonly string[]): Command {
  const program = new Command('winnow')
    .description('Look at image datasets and clean them: local, offline, at the keyboard.')
    .version(WINNOW_VERSION, '-V, --version')
    .option('--home <dir>', 'where indexes and logs live (default: WINNOW_HOME, or the folder for application data)')
    .addHelpText('after', AFTER_HELP)
    .exitOverride()
    .configureOutput({ writeOut: (text) => void context.out.write(text), writeErr: (text) => void context.err.write(text) })
    .configureHelp({ showGlobalOptions: true });
  addOpenCommand(program, context, { isDefault: namesFolder(args) });
  addServeCommand(program, context);
  addIndexCommand(program, context);
  addLabelsCommand(program, context);
  addLayoutCommand(program, context);
  addMergeCommand(program, context);
  addSamplesCommand(program, context);
  addCountCommand(program, context);
  addViewsCommand(program, context);
  addIssuesCommand(program, context);
  addCutCommand(program, context);
  addKeepCommands(program, context);
  addDecisionCommands(program, context);
  addHistoryCommand(program, context);
  addEmbedCommand(program, context);
  addSimilarCommand(program, context);
  addMapCommand(program, context);
  addPredictCommand(program, context);
  addPredictionsCommand(program, context);
  addAnnotationsCommand(program, context);
  addConfusionCommand(program, context);
  addAutoCleanCommand(program, context);
  addReportCommand(program, context);
  addSkewCommand(program, context);
  addExportCommand(program, context);
  addRecipeCommand(program, context);
  addApplyCommand(program, context);
  addVerifyCommand(program, context);
  addModelsCommand(program, context);
  addFetchCommand(program, context);
  addForgetMissingCommand(program, context);
  addDatasetsCommand(program, context);
  addSampleDatasetCommand(program, context);
  addDoctorCommand(program, context);
  return program;
}

/** `winnow FOLDER` opens it, but a word that is no folder is a mistyped command. */
function namesFolder(args: readonly string[]): boolean {
  const first = args.find((arg, i) => !arg.startsWith('-') && args[i - 1] !== '--home');
  return first === undefined || existsSync(first) || /[/\\.]/.test(first);
}
