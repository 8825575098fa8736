import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import { access, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative } from 'node:path';
import type { ModelManifest, WeightsFile } from '../../shared/embedding.ts';
import { WinnowError } from '../../shared/errors.ts';
import { fileSource } from './file-source.ts';
import { notOnnxBecause } from './not-onnx.ts';
import { type OnnxGraph, readOnnxGraph } from './onnx-graph.ts';
import { type ByteSource, ProtobufError } from './protobuf-reader.ts';

/** A FIFO without a writer must not block; Windows has no such flag. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
const HEAD_BYTES = 256;
const PIECE_BYTES = 1 << 22;

/** A model's file as it was read, all but its weights. */
export interface OpenModel {
  readonly graph: OnnxGraph;
  readonly sha256: string;
  readonly sizeBytes: number;
  /** By name. */
  readonly weights: readonly WeightsFile[];
}

export const badModel = (file: string, because: string, cause?: unknown): WinnowError =>
  new WinnowError('bad_model', `${basename(file)} cannot be used: ${because}.`, cause === undefined ? {} : { cause });

function openFile(file: string): number {
  try {
    return openSync(file, OPEN_FLAGS);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const because = code === 'ENOENT' ? 'is not there' : `could not be opened (${code})`;
    throw new WinnowError('model_missing', `The model file ${file} ${because}.`, { cause: error });
  }
}

/** Lowercase hexadecimal. */
function sha256Of(source: ByteSource): string {
  const hash = createHash('sha256');
  for (let at = 0; at < source.size; at += PIECE_BYTES) hash.update(source.read(at, Math.min(PIECE_BYTES, source.size - at)));
  return hash.digest('hex');
}

function graphOf(source: ByteSource, file: string): OnnxGraph {
  const other = notOnnxBecause(source.read(0, Math.min(HEAD_BYTES, source.size)));
  if (other !== null) throw badModel(file, other);
  try {
    return readOnnxGraph(source);
  } catch (error) {
    if (!(error instanceof ProtobufError)) throw error;
    throw badModel(file, `it is no whole ONNX model: ${error.message}`, error);
  }
}

/** Weights in files of their own must be beside it. */
async function missingFiles(file: string, { externalFiles }: OnnxGraph): Promise<string[]> {
  const checks = externalFiles.map((name) =>
    access(join(dirname(file), name)).then(
      () => [],
      () => [name],
    ),
  );
  return (await Promise.all(checks)).flat();
}

/** ONNX Runtime reads weights below the model's folder alone, and sees where links lead. */
async function strayFiles(file: string, { externalFiles }: OnnxGraph): Promise<string[]> {
  const folder = await realpath(dirname(file));
  const checks = externalFiles.map(async (name) => {
    const way = relative(folder, await realpath(join(dirname(file), name)));
    return way.startsWith('..') || isAbsolute(way) ? [name] : [];
  });
  return (await Promise.all(checks)).flat();
}

/** Opens a file, reads it and closes it again. @throws {WinnowError} model_missing; bad_model, about `model`, where it is no file */
function withSource<T>(file: string, model: string, read: (source: ByteSource) => T): T {
  const fd = openFile(file);
  try {
    const stat = fstatSync(fd);
    if (!stat.isFile()) throw badModel(model, file === model ? 'it is no file' : `its weights in ${file} are no file`);
    return read(fileSource(fd, stat.size));
  } finally {
    closeSync(fd);
  }
}

/**
 * Reads what a file says of itself.
 * @throws {WinnowError} bad_model where it is no model or its weights are not all there; model_missing
 */
export async function readModel(file: string): Promise<OpenModel> {
  const model = withSource(file, file, (source) => ({
    graph: graphOf(source, file),
    sha256: sha256Of(source),
    sizeBytes: source.size,
  }));
  const missing = await missingFiles(file, model.graph);
  if (missing.length > 0) {
    throw badModel(file, `its weights are in ${missing.join(', ')}, which is not beside it. Put it into ${dirname(file)}`);
  }
  const [stray] = await strayFiles(file, model.graph);
  if (stray !== undefined) {
    const advice = 'Copy the model and its weights, not the links, into one folder';
    throw badModel(file, `its weights in ${stray} lie in another folder, where ONNX Runtime does not read them. ${advice}`);
  }
  const weights = model.graph.externalFiles
    .toSorted()
    .map((name) => ({ name, sha256: withSource(join(dirname(file), name), file, sha256Of) }));
  return { ...model, weights };
}

/** The same, for a file whose bytes are known. @throws {WinnowError} model_missing where they are others; as `readModel` */
export async function readSameModel(file: string, known: Pick<ModelManifest, 'sha256' | 'weights'>): Promise<OpenModel> {
  const model = await readModel(file);
  const advice = 'Add it again as a new model.';
  if (model.sha256 !== known.sha256) {
    const found = `is not the one it was: its sha256 is ${model.sha256}, expected ${known.sha256}`;
    throw new WinnowError('model_missing', `The model file ${file} ${found}. ${advice}`);
  }
  const expected = new Map(known.weights?.map(({ name, sha256 }) => [name, sha256]));
  const other = model.weights.find(({ name, sha256 }) => expected.get(name) !== sha256);
  if (other === undefined) return model;
  const found = `${other.name}, are not those it had: their sha256 is ${other.sha256}, expected ${expected.get(other.name) ?? 'none'}`;
  throw new WinnowError('model_missing', `The weights of the model file ${file}, in ${found}. ${advice}`);
}
