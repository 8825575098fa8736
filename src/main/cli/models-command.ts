import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { ModelInfo, ModelInspection, TensorInfo } from '../../shared/embedding.ts';
import { WinnowError } from '../../shared/errors.ts';
import type { Job } from '../../shared/job.ts';
import { didYouMean } from '../../shared/query-problem.ts';
import { type DoorClient, doorClient } from './ask-door.ts';
import type { CliContext } from './cli-context.ts';
import { ownEngine } from './connect.ts';
import { followJob } from './follow-job.ts';
import { addModelOptions, describeOptions, type ModelOptions, modelRequest } from './model-options.ts';
import { rowWriter } from './row-writer.ts';
import type { Row } from './table.ts';

interface JsonOption {
  readonly json?: boolean;
}

const FIELDS = ['name', 'state', 'size', 'licence', 'verified', 'words', 'describes'] as const;
const JSON_HELP = 'print JSON';

/** `winnow models` and what is done with one. */
export function addModelsCommand(program: Command, context: CliContext): void {
  const models = program
    .command('models')
    .description('list the models for embeddings: built in, to download, and files of yours')
    .option('--json', JSON_HELP)
    .action((options: JsonOption) => listModels(options, context));
  models
    .command('get')
    .description('download one of the catalogue and verify it')
    .argument('<name>', 'as "winnow models" lists it')
    .option('--json', JSON_HELP)
    .action((name: string, _: JsonOption, command: Command) => getModel(name, command.optsWithGlobals(), context));
  addModelOptions(
    models
      .command('add')
      .description('use an ONNX file of yours; it stays where it is')
      .argument('<file>', 'ONNX file')
      .option('--name <name>', 'to call it by (default: the name of the file)')
      .option('--json', JSON_HELP),
  ).action((file: string, _: JsonOption, command: Command) => addModel(file, command.optsWithGlobals(), context));
  models
    .command('inspect')
    .description('print what an ONNX file says of itself, and how "winnow embed --model FILE" would use it')
    .argument('<file>', 'ONNX file')
    .option('--json', JSON_HELP)
    .action((file: string, _: JsonOption, command: Command) => inspectModel(file, command.optsWithGlobals(), context));
  models
    .command('remove')
    .description('delete a download, or forget a file of yours (the file itself stays)')
    .argument('<name>', 'as "winnow models" lists it')
    .option('--json', JSON_HELP)
    .action((name: string, _: JsonOption, command: Command) => removeModel(name, command.optsWithGlobals(), context));
}

/** Models lie in WINNOW_HOME, not in a dataset: an engine of this command's own will do. */
async function withModels<T>(context: CliContext, work: (client: DoorClient) => Promise<T>): Promise<T> {
  const { door, token, close } = ownEngine(context);
  try {
    return await work(doorClient(door, token));
  } finally {
    await close();
  }
}

async function listModels({ json }: JsonOption, context: CliContext): Promise<void> {
  const models = await withModels(context, (client) => client.get<readonly ModelInfo[]>('/api/models'));
  if (json) return context.out.write(`${JSON.stringify(models)}\n`);
  const writer = rowWriter(context.out, FIELDS, {});
  await writer.write(models.map(modelRow));
  await writer.end();
  for (const { name, problem } of models) if (problem !== null) await context.err.write(`${name}: ${problem}\n`);
}

function modelRow(model: ModelInfo): Row {
  const { name, state, sizeBytes, licence, hasTextEncoder, describes } = model;
  return {
    name,
    state,
    size: sizeText(sizeBytes),
    licence,
    verified: verified(model),
    words: hasTextEncoder ? 'yes' : null,
    describes,
  };
}

/** Whether its bytes are known beforehand. */
function verified({ origin, isPinnedOnFirstUse }: ModelInfo): string {
  if (origin !== 'catalogue') return origin === 'file' ? 'yours' : 'built in';
  return isPinnedOnFirstUse ? 'on first use' : 'SHA-256';
}

async function getModel(name: string, { json }: JsonOption, context: CliContext): Promise<void> {
  const got = await withModels(context, async (client) => {
    const wanted = await find(client, name);
    if (wanted.state !== 'ready') await context.err.write(announcement(wanted));
    const job = await client.post<Job>(`/api/models/${encodeURIComponent(name)}/get`);
    return (await followJob(client, job, context)).result as ModelInfo;
  });
  await context.out.write(json ? `${JSON.stringify(got)}\n` : describeGot(got));
}

function describeGot({ name, file, isPinnedOnFirstUse, manifest }: ModelInfo): string {
  const checked = isPinnedOnFirstUse ? `noted as SHA-256 ${manifest?.sha256}` : 'verified';
  return `${name} is here, ${checked}: ${file}\n`;
}

function announcement({ name, sizeBytes, licence, source, sha256 }: ModelInfo): string {
  const hash = sha256 ?? 'not known beforehand: what comes is noted and expected from then on';
  return `Downloading ${name}: ${sizeText(sizeBytes)}, licence ${licence}, from ${source}\nSHA-256 ${hash}\n`;
}

async function find(client: DoorClient, name: string): Promise<ModelInfo> {
  const models = await client.get<readonly ModelInfo[]>('/api/models');
  const found = models.find((model) => model.name === name);
  if (found !== undefined) return found;
  const names = models.map((model) => model.name);
  throw new WinnowError('not_found', `There is no model "${name}".${didYouMean(name, names)} "winnow models" lists them.`);
}

async function addModel(
  file: string,
  { name, json, ...options }: ModelOptions & JsonOption & { readonly name?: string },
  context: CliContext,
): Promise<void> {
  const request = { file: resolve(file), ...(name !== undefined && { name }), ...modelRequest(options) };
  const added = await withModels(context, (client) => client.post<ModelInfo>('/api/models', request));
  if (json) return context.out.write(`${JSON.stringify(added)}\n`);
  const used = added.manifest === null ? '' : `Used with ${describeOptions(added.manifest)}\n`;
  await context.out.write(`${added.name}: ${added.describes}\n${used}`);
}

async function inspectModel(file: string, { json }: JsonOption, context: CliContext): Promise<void> {
  const found = await withModels(context, (client) =>
    client.post<ModelInspection>('/api/models/inspect', { file: resolve(file) }),
  );
  await context.out.write(json ? `${JSON.stringify(found)}\n` : describeInspection(found));
}

function describeInspection({ file, sizeBytes, sha256, inputs, outputs, inner, suggested, isKnown }: ModelInspection): string {
  const tensors = (title: string, some: readonly TensorInfo[]): string =>
    `${title}\n${some.map(({ name, type, shape }) => `  ${name}  ${type} [${shape.join(', ')}]\n`).join('')}`;
  const known = isKnown ? `Known by its SHA-256 as ${suggested.name}: ${suggested.title}\n` : '';
  return [
    `${file}\n${sizeText(sizeBytes)}, SHA-256 ${sha256}\n${known}`,
    tensors('Inputs', inputs),
    tensors('Outputs', outputs),
    inner.length === 0 ? '' : tensors('Tensors inside, any of which can be the --output', inner),
    `${isKnown ? 'Used with' : 'Used, where nothing else is said, with'}\n  ${describeOptions(suggested)}\n`,
  ].join('');
}

async function removeModel(name: string, { json }: JsonOption, context: CliContext): Promise<void> {
  const left = await withModels(context, (client) =>
    client.delete<readonly ModelInfo[]>(`/api/models/${encodeURIComponent(name)}`),
  );
  await context.out.write(json ? `${JSON.stringify(left)}\n` : `Removed ${name}.\n`);
}

function sizeText(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
