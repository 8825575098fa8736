import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { WinnowError } from '../../shared/errors.ts';
import { fileSource } from './file-source.ts';
import { notOnnxBecause } from './not-onnx.ts';
import { type OnnxGraph, readOnnxGraph } from './onnx-graph.ts';
import { type ByteSource, ProtobufError } from './protobuf-reader.ts';

const HEAD_BYTES = 256;
const PIECE_BYTES = 1 << 22;

/** A model's file as it was read, all but its weights. */
export interface OpenModel {
  readonly graph: OnnxGraph;
  readonly sha256: string;
  readonly sizeBytes: number;
}

export const badModel = (file: string, because: string, cause?: unknown): WinnowError =>
  new WinnowError('bad_model', `${basename(file)} cannot be used: ${because}.`, cause === undefined ? {} : { cause });

function openFile(file: string): number {
  try {
    return openSync(file, 'r');
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

/**
 * Reads what a file says of itself.
 * @throws {WinnowError} bad_model where it is no model or its weights are not all there; model_missing
 */
export async function readModel(file: string): Promise<OpenModel> {
  const fd = openFile(file);
  let model: OpenModel;
  try {
    const stat = fstatSync(fd);
    if (!stat.isFile()) throw badModel(file, 'it is no file');
    const source = fileSource(fd, stat.size);
    model = { graph: graphOf(source, file), sha256: sha256Of(source), sizeBytes: stat.size };
  } finally {
    closeSync(fd);
  }
  const missing = await missingFiles(file, model.graph);
  if (missing.length === 0) return model;
  throw badModel(file, `its weights are in ${missing.join(', ')}, which is not beside it. Put it into ${dirname(file)}`);
}

/** The same, for a file whose bytes are known. @throws {WinnowError} model_missing where they are others; as `readModel` */
export async function readSameModel(file: string, sha256: string): Promise<OpenModel> {
  const model = await readModel(file);
  if (model.sha256 === sha256) return model;
  const message = `The model file ${file} is not the one it was: its sha256 is ${model.sha256}, expected ${sha256}. Add it again as a new model.`;
  throw new WinnowError('model_missing', message);
}
