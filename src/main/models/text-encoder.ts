import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { WinnowError } from '../../shared/errors.ts';
import { type ClipTokenizer, createClipTokenizer } from './clip-tokenizer.ts';
import { pathOf, type StoredCard } from './model-card.ts';
import type { TextEncoder } from './models.ts';

/**
 * The part of a model that takes words. Its vocabulary is read and checked now, taken apart when first used.
 * @returns null for a model without one
 * @throws {WinnowError} model_missing where its vocabulary is gone or changed
 */
export async function textEncoderOf({ name, folder, card: { text } }: StoredCard): Promise<TextEncoder | null> {
  if (text === null) return null;
  const { encoder, merges, length } = text;
  const mergesFile = pathOf(folder, merges);
  const bytes = await readFile(mergesFile).catch(() => null);
  if (bytes === null || createHash('sha256').update(bytes).digest('hex') !== merges.sha256) {
    const what = bytes === null ? 'is gone' : 'has changed';
    throw new WinnowError('model_missing', `${mergesFile} ${what}. "winnow models get ${name}" downloads it again.`);
  }
  let tokenizer: ClipTokenizer | null = null;
  return {
    file: pathOf(folder, encoder),
    sha256: encoder.sha256,
    length,
    tokens(words) {
      tokenizer ??= createClipTokenizer(bytes.toString('utf8'));
      return tokenizer.tokens(words, length);
    },
  };
}
