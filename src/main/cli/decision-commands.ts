import type { Command } from 'commander';
import { classNameSchema, type RelabelRequest, type TagAnswer, tagNameSchema } from '../../shared/decision-api.ts';
import { WinnowError } from '../../shared/errors.ts';
import { noteSchema } from '../../shared/note.ts';
import type { CliContext } from './cli-context.ts';
import { whereOption } from './option-values.ts';
import { queryOf } from './query-options.ts';
import { withDataset } from './with-dataset.ts';

interface TagOptions {
  readonly where: string;
  readonly off?: boolean;
  readonly json?: boolean;
}

interface RelabelOptions {
  readonly where: string;
  readonly none?: boolean;
  readonly json?: boolean;
}

/** `winnow tag`, `winnow relabel`, `winnow note`, `winnow undo` and `winnow redo` */
export function addDecisionCommands(program: Command, context: CliContext): void {
  program
    .command('tag')
    .description('tag the samples that match, or take the tag off')
    .argument('<folder>', 'the dataset')
    .argument('<tag>', 'at most 64 characters; "remove" is what an export usually leaves out')
    .addOption(whereOption().makeOptionMandatory())
    .option('--off', 'take the tag off')
    .option('--json', 'print {decisionId, changed, message}')
    .action((folder: string, tag: string, options: TagOptions) => tagSamples(folder, tag, options, context));
  program
    .command('relabel')
    .description('give the samples that match another label, in force before what their folders say')
    .argument('<folder>', 'the dataset')
    .argument('[class]', 'at most 200 characters; a new class where there is none of this name')
    .addOption(whereOption().makeOptionMandatory())
    .option('--none', 'take the label off')
    .option('--json', 'print {decisionId, changed, message}')
    .action(async (folder: string, name: string | undefined, options: RelabelOptions, command: Command) => {
      const isNone = options.none === true;
      if (isNone === (name !== undefined)) {
        command.error(`error: expected either the class to give or --none; found ${isNone ? 'both' : 'neither'}`);
      }
      await relabelSamples(folder, name ?? null, options, context);
    });
  program
    .command('note')
    .description('write a note on the samples that match, in place of what was noted on them')
    .argument('<folder>', 'the dataset')
    .argument('[text]', 'at most 2,000 characters')
    .addOption(whereOption().makeOptionMandatory())
    .option('--off', 'take the note off')
    .option('--json', 'print {decisionId, changed, message}')
    .action(async (folder: string, text: string | undefined, options: TagOptions, command: Command) => {
      const isOff = options.off === true;
      if (isOff === (text !== undefined)) {
        command.error(`error: expected either the text of a note or --off; found ${isOff ? 'both' : 'neither'}`);
      }
      await noteOnSamples(folder, text ?? null, options, context);
    });
  for (const [name, description] of [
    ['undo', 'take back the last decision'],
    ['redo', 'do again what was taken back'],
  ] as const) {
    program
      .command(name)
      .description(description)
      .argument('<folder>', 'the dataset')
      .option('--json', 'print {decisionId, changed, message}')
      .action((folder: string, options: { readonly json?: boolean }) => decide(folder, name, {}, options, context));
  }
}

async function tagSamples(folder: string, tag: string, options: TagOptions, context: CliContext): Promise<void> {
  const name = tagNameSchema.safeParse(tag);
  if (!name.success)
    throw new WinnowError('bad_request', `${JSON.stringify(tag)} cannot be a tag: ${name.error.issues[0]?.message}.`);
  await decide(folder, 'tag', { tag: name.data, on: options.off !== true, query: queryOf(options.where) }, options, context);
}

async function relabelSamples(folder: string, name: string | null, options: RelabelOptions, context: CliContext): Promise<void> {
  const parsed = classNameSchema.nullable().safeParse(name);
  if (!parsed.success)
    throw new WinnowError('bad_request', `${JSON.stringify(name)} cannot be a class: ${parsed.error.issues[0]?.message}.`);
  const body: RelabelRequest = { label: parsed.data, query: queryOf(options.where) };
  await decide(folder, 'relabel', body, options, context);
}

async function noteOnSamples(folder: string, text: string | null, options: TagOptions, context: CliContext): Promise<void> {
  const note = noteSchema.nullable().safeParse(text);
  if (!note.success)
    throw new WinnowError('bad_request', `${JSON.stringify(text)} cannot be a note: ${note.error.issues[0]?.message}.`);
  await decide(folder, 'note', { text: note.data, query: queryOf(options.where) }, options, context);
}

async function decide(
  folder: string,
  what: 'tag' | 'relabel' | 'note' | 'undo' | 'redo',
  body: object,
  options: { readonly json?: boolean },
  context: CliContext,
): Promise<void> {
  const answer = await withDataset(folder, context, { access: 'write' }, ({ client, route }) =>
    client.post<TagAnswer>(`${route}/${what}`, body),
  );
  await printDecision(answer, options.json === true, context);
}

/** What a decision did: its message, or `{decisionId, changed, message}`. */
export async function printDecision(answer: TagAnswer, isJson: boolean, context: CliContext): Promise<void> {
  const { decisionId, changed, message } = answer;
  await context.out.write(isJson ? `${JSON.stringify({ decisionId, changed, message })}\n` : `${message}\n`);
}
