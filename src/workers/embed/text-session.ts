import { type InferenceSession, Tensor } from 'onnxruntime-node';
import type { EmbedCalls } from './calls.ts';
import { createSession, runtimeWords } from './create-session.ts';
import { badModel, readSameModel } from './open-model.ts';
import { outputRows, UnusableOutput } from './output-rows.ts';

type Tokens = EmbedCalls['embedTokens']['input'];
type TextVectors = EmbedCalls['embedTokens']['output'];

const MASK_NAME = /mask/i;
const EMBEDDING_NAME = /embed/i;

/** An encoder of text in memory. */
export interface TextSession {
  isOf(asked: Pick<Tokens, 'file' | 'sha256'>): boolean;
  run(tokens: Tokens): Promise<TextVectors>;
  release(): Promise<void>;
}

/** The ids, and where it is asked which of them count: all. */
function feedsOf({ inputNames, inputMetadata }: InferenceSession, { tokens, length }: Tokens): Record<string, Tensor> {
  const shape = [tokens.length / length, length];
  return Object.fromEntries(
    inputNames.map((name, place) => {
      const numbers = MASK_NAME.test(name) ? tokens.map(() => 1) : tokens;
      const info = inputMetadata[place];
      const isShort = info?.isTensor === true && info.type === 'int32';
      return [
        name,
        isShort ? new Tensor('int32', numbers, shape) : new Tensor('int64', BigInt64Array.from(numbers, BigInt), shape),
      ];
    }),
  );
}

/** One row a text, by name where there are several such outputs. */
function outputOf({ outputNames, outputMetadata }: InferenceSession): string | undefined {
  const rows = outputNames.filter((_, place) => {
    const info = outputMetadata[place];
    return info?.isTensor === true && info.shape.length === 2;
  });
  return rows.find((name) => EMBEDDING_NAME.test(name)) ?? rows[0] ?? outputNames[0];
}

/** Loads an encoder of text. @throws {WinnowError} bad_model, model_missing */
export async function openTextSession(file: string, sha256: string, threads: number): Promise<TextSession> {
  await readSameModel(file, { sha256 });
  const session = await createSession(file, null, threads);
  return {
    isOf: (asked) => asked.file === file && asked.sha256 === sha256,
    run: async (tokens) => {
      try {
        const name = outputOf(session) ?? '';
        const given = await session.run(feedsOf(session, tokens), [name]);
        const tensor = given[name];
        if (tensor === undefined) throw new UnusableOutput('gives nothing');
        return outputRows(tensor, tokens.tokens.length / tokens.length, 'nchw');
      } catch (error) {
        const because =
          error instanceof UnusableOutput ? `it ${error.message}` : `it does not run on text: ${runtimeWords(error)}`;
        throw badModel(file, because, error);
      }
    },
    release: () => session.release(),
  };
}
