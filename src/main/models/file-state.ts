import { stat } from 'node:fs/promises';
import { pathToBytes } from '../dataset/paths.ts';
import { failureCode } from '../db/storage-error.ts';
import { hashFile } from '../exporters/file-hash.ts';
import { type KeptFile, pathOf, type StoredCard, writeCard } from './model-card.ts';

/** A file as it is now: with the bytes it had, or a problem for a person. */
type FileState = { readonly problem: string } | { readonly problem: null; readonly file: KeptFile };

/** Null where all files of a model have the bytes they had; else what is wrong with one of them, for a person. */
export async function problemOfStored({ folder, card }: StoredCard): Promise<string | null> {
  const { model, weights, text } = card;
  const known = [model, ...weights, ...(text === null ? [] : [text.encoder, text.merges])];
  const now: KeptFile[] = [];
  for (const state of await Promise.all(known.map((file) => stateOf(folder, file)))) {
    if (state.problem !== null) return state.problem;
    now.push(state.file);
  }
  const [newModel = model, ...others] = now;
  const [encoder, merges] = others.slice(weights.length);
  if (now.some((file, i) => file !== known[i])) {
    const newText = text && encoder && merges ? { ...text, encoder, merges } : text;
    // So that bytes need not be read again each time; where the card cannot be written, they are.
    await writeCard(folder, { ...card, model: newModel, weights: others.slice(0, weights.length), text: newText }).catch(
      () => undefined,
    );
  }
  return null;
}

/**
 * Size and time are looked at; only where the time alone differs, as after a copy or a restored backup, the bytes are read
 * again.
 */
async function stateOf(folder: string, known: KeptFile): Promise<FileState> {
  const path = pathOf(folder, known);
  try {
    const { size, mtimeMs } = await stat(path);
    if (size !== known.sizeBytes) return { problem: `${path} has changed: it has ${size} bytes instead of ${known.sizeBytes}.` };
    if (mtimeMs === known.modifiedMs) return { problem: null, file: known };
    const { sha256 } = await hashFile({ path: pathToBytes(path) });
    if (sha256 !== known.sha256) return { problem: `${path} has changed: other bytes than it had.` };
    return { problem: null, file: { ...known, modifiedMs: mtimeMs } };
  } catch (error) {
    const code = failureCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return { problem: `${path} is gone.` };
    return { problem: `${path} cannot be read${code === '' ? '' : ` (${code})`}.` };
  }
}
