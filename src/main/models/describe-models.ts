import { BUILT_IN_MODEL, type ModelInfo } from '../../shared/embedding.ts';
import { WinnowError } from '../../shared/errors.ts';
import type { BuiltInModel } from './built-in.ts';
import { type CatalogueEntry, filesOf, sizeOf } from './catalogue.ts';
import { problemOfStored } from './file-state.ts';
import { pathOf, type StoredCard } from './model-card.ts';

const BUILT_IN = {
  name: BUILT_IN_MODEL,
  origin: 'built-in',
  describes: 'Always here: shapes, textures and coarse colours, without anything learnt; fitted to each dataset.',
  isPinnedOnFirstUse: false,
  hasTextEncoder: false,
} as const;

/** @param builtIn or why it cannot be read: the other models are there all the same */
export function describeBuiltIn(builtIn: BuiltInModel | WinnowError): ModelInfo {
  if (builtIn instanceof WinnowError) {
    const nothing = {
      title: 'Gradient histogram',
      sizeBytes: 0,
      sha256: null,
      licence: null,
      source: null,
      file: null,
      manifest: null,
    };
    return { ...BUILT_IN, ...nothing, state: 'missing', problem: builtIn.message };
  }
  const { file, manifest } = builtIn;
  const { title, sizeBytes, sha256, licence, source } = manifest;
  return { ...BUILT_IN, title, sizeBytes, sha256, licence, source, file, manifest, state: 'ready', problem: null };
}

/** A line of the catalogue, whether its model is here or not. @param stored where it was downloaded, or found at a place of the user's */
export async function describeEntry(entry: CatalogueEntry, stored: StoredCard | null): Promise<ModelInfo> {
  const { name, title, describes, licence, source, file } = entry;
  const common = {
    ...{ name, title, describes, licence, source },
    origin: 'catalogue' as const,
    sizeBytes: sizeOf(entry),
    sha256: file.sha256,
    isPinnedOnFirstUse: filesOf(entry).some(({ sha256 }) => sha256 === null),
    hasTextEncoder: entry.text !== null,
  };
  if (stored === null) return { ...common, state: 'available', file: null, problem: null, manifest: null };
  const hasTextEncoder = stored.card.text !== null;
  return { ...common, ...(await presenceOf(stored)), hasTextEncoder, manifest: stored.card.manifest };
}

/** A file of the user's, or a download that no catalogue lists any more. */
export async function describeStored(stored: StoredCard): Promise<ModelInfo> {
  const { manifest, origin, text } = stored.card;
  const { name, title, sizeBytes, sha256, licence, source, input, output } = manifest;
  const vector = output.dimensions === null ? 'A vector' : `${output.dimensions} numbers`;
  return {
    ...{ name, title, sizeBytes, sha256, licence, source, manifest, origin },
    describes: `${vector} of "${output.name}" from ${input.width} × ${input.height} px.`,
    isPinnedOnFirstUse: false,
    hasTextEncoder: text !== null,
    ...(await presenceOf(stored)),
  };
}

async function presenceOf(stored: StoredCard): Promise<Pick<ModelInfo, 'state' | 'file' | 'problem'>> {
  const problem = await problemOfStored(stored);
  const file = pathOf(stored.folder, stored.card.model);
  return problem === null ? { state: 'ready', file, problem } : { state: 'missing', file, problem };
}
