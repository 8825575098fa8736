import type { SampleTerms } from './typical-terms.ts';

/** A word says nothing where nearly all have it, or hardly any. */
const MOST_SHARE = 0.9;
const LEAST_SAMPLES = 3;
/** Words learned at most: names may be different for every sample. */
const MOST_WORDS = 200_000;
/** Of cameras and exports, in every other dataset. */
const MEANINGLESS = new Set([
  'img',
  'image',
  'images',
  'photo',
  'photos',
  'pic',
  'dsc',
  'dscn',
  'file',
  'data',
  'the',
  'and',
  'copy',
  'of',
]);

/** Words of a path: folders and file name without its extension, split at all but letters, in small letters, each once. */
export function wordsOf(path: string): readonly string[] {
  const spaced = path.replace(/\.[^./]*$/, '').replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
  const words = spaced.toLowerCase().match(/\p{L}{3,}/gu) ?? [];
  return [...new Set(words)].filter((word) => !MEANINGLESS.has(word) && !/^[a-f]+$/.test(word));
}

/** Gathers the words of samples one after the other. */
export class WordList {
  readonly #codes = new Map<string, number>();
  readonly #starts: number[] = [0];
  readonly #terms: number[] = [];

  /** The next sample's. */
  add(path: string): void {
    for (const word of wordsOf(path)) {
      let code = this.#codes.get(word);
      if (code === undefined && this.#codes.size < MOST_WORDS) {
        code = this.#codes.size;
        this.#codes.set(word, code);
      }
      if (code !== undefined) this.#terms.push(code);
    }
    this.#starts.push(this.#terms.length);
  }

  /** What can tell samples apart: words of at least 3 of them and at most 90%. */
  terms(): SampleTerms {
    const samples = this.#starts.length - 1;
    const counts = new Uint32Array(this.#codes.size);
    for (const code of this.#terms) counts[code] = (counts[code] as number) + 1;
    const isTelling = (code: number): boolean =>
      (counts[code] as number) >= LEAST_SAMPLES && (counts[code] as number) <= MOST_SHARE * samples;
    const starts = new Uint32Array(samples + 1);
    const terms: number[] = [];
    for (let sample = 0; sample < samples; sample++) {
      for (let at = this.#starts[sample] as number; at < (this.#starts[sample + 1] as number); at++) {
        const code = this.#terms[at] as number;
        if (isTelling(code)) terms.push(code);
      }
      starts[sample + 1] = terms.length;
    }
    return { starts, terms: Uint32Array.from(terms), names: [...this.#codes.keys()] };
  }
}
