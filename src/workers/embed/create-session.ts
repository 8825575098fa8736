import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InferenceSession } from 'onnxruntime-node';
import { exposingBytes } from './expose-tensor.ts';
import { badModel } from './open-model.ts';

const LONGEST_WORDS = 300;
/** What goes wrong comes as an error; it need not be said on stderr too. */
const FATAL_ONLY = 4;

/** ONNX Runtime's own words on one line. */
export function runtimeWords(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  return words
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST_WORDS)
    .replace(/[.\s]+$/, '');
}

/**
 * Loads a model into ONNX Runtime.
 * @param inner a tensor inside to list among the outputs; without one the file is read by ONNX Runtime itself, whatever its size
 * @throws {WinnowError} bad_model with ONNX Runtime's words
 */
export async function createSession(file: string, inner: string | null, threads: number): Promise<InferenceSession> {
  const options: InferenceSession.SessionOptions = {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: FATAL_ONLY,
    extra: {
      session: {
        // Threads that wait for each other give way to the decoding of the next pictures.
        intra_op: { allow_spinning: '0' },
        // Weights in files of their own are looked for beside the model also where that comes as bytes.
        model_external_initializers_file_folder_path: dirname(file),
      },
    },
  };
  try {
    if (inner === null) return await InferenceSession.create(file, options);
    return await InferenceSession.create(Buffer.concat([await readFile(file), exposingBytes(inner)]), options);
  } catch (error) {
    throw badModel(file, `ONNX Runtime does not load it: ${runtimeWords(error)}`, error);
  }
}
