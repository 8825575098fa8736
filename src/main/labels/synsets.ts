import { listLines } from './list-lines.ts';

/** WordNet's number of a noun, as ImageNet names its classes. */
export const SYNSET = /^n\d{8}$/;

/** What synsets are called. */
export interface SynsetNames {
  /** The first of its words, where no other synset in use has it first; else all of them. Itself where nothing is known. */
  nameOf(synset: string): string;
}

/** `n01440764 tench, Tinca tinca` a line, as words.txt and LOC_synset_mapping.txt have it. @param used synsets that occur; others may share their words */
export async function readSynsetNames(file: string, used: ReadonlySet<string>, signal: AbortSignal): Promise<SynsetNames> {
  const words = new Map<string, string>();
  for await (const { words: parts } of listLines(file, signal)) {
    const [synset = '', ...rest] = parts;
    if (used.has(synset) && rest.length > 0) words.set(synset, rest.join(' '));
  }
  const firsts = [...words.values()].map(firstOf);
  const isUnique = (name: string): boolean => firsts.filter((other) => other === name).length === 1;
  return {
    nameOf(synset) {
      const all = words.get(synset);
      if (all === undefined) return synset;
      return isUnique(firstOf(all)) ? firstOf(all) : `${firstOf(all)} (${synset})`;
    },
  };
}

const firstOf = (words: string): string => words.split(',')[0]?.trim() ?? words;
