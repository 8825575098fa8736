/**
 * The tokenizer of CLIP: byte pairs merged by rank over words [Radford et al. 2021; github.com/openai/CLIP, simple_tokenizer.py;
 * Sennrich et al. 2016]. Text is cleaned as the exported tokenizers do: canonical composition, single spaces, small letters.
 */
export interface ClipTokenizer {
  /** @returns `length` ids: start, the text cut to fit, end; then the end again, which the model does not look at */
  tokens(text: string, length: number): Int32Array;
}

/** Ids of the bytes, each alone, and once more each as a word's last; those of the merges follow, by rank. */
const BYTES = 256;
const END_OF_WORD = '</w>';
const WORDS = /<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|\p{L}+|\p{N}|[^\s\p{L}\p{N}]+/giu;

/** A part of a word, as the merges write it, and its id. */
interface Part {
  readonly text: string;
  readonly id: number;
}

/** @param merges `merges.txt` of the published vocabulary: pairs by rank, a version line before them @throws {Error} where it is none */
export function createClipTokenizer(merges: string): ClipTokenizer {
  const ranks = readRanks(merges);
  const bytes = bytesAsParts();
  const start = 2 * BYTES + ranks.size;
  const end = start + 1;
  const special: Readonly<Record<string, readonly number[]>> = { '<|startoftext|>': [start], '<|endoftext|>': [end] };
  const encoder = new TextEncoder();

  function idsOf(word: string): readonly number[] {
    const parts = Array.from(encoder.encode(word), (byte) => bytes[byte] ?? { text: '', id: end });
    const last = parts.pop();
    if (last !== undefined) parts.push({ text: last.text + END_OF_WORD, id: last.id + BYTES });
    return mergePairs(parts, ranks).map(({ id }) => id);
  }

  return {
    tokens(text, length) {
      const out = new Int32Array(length).fill(end);
      out[0] = start;
      let at = 1;
      for (const [word] of clean(text).matchAll(WORDS)) {
        for (const id of special[word] ?? idsOf(word)) {
          if (at >= length - 1) return out;
          out[at++] = id;
        }
      }
      return out;
    },
  };
}

/** `left right` by rank. */
function readRanks(merges: string): ReadonlyMap<string, number> {
  const ranks = new Map<string, number>();
  let at = merges.startsWith('#version') ? merges.indexOf('\n') + 1 : 0;
  while (at < merges.length) {
    const newline = merges.indexOf('\n', at);
    const end = newline < 0 ? merges.length : newline;
    const pair = merges.slice(at, end);
    if (!/^\S+ \S+$/.test(pair)) throw new Error(`Line ${ranks.size + 1} of the merges is no pair: "${pair.slice(0, 40)}".`);
    ranks.set(pair, ranks.size);
    at = end + 1;
  }
  return ranks;
}

function clean(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/g, ' ').trim().toLowerCase();
}

/** Joins the neighbours of the lowest rank, everywhere, until no two neighbours have one. */
function mergePairs(parts: readonly Part[], ranks: ReadonlyMap<string, number>): readonly Part[] {
  for (let word = parts; ; ) {
    let rank = Number.POSITIVE_INFINITY;
    for (let i = 1; i < word.length; i++) rank = Math.min(rank, ranks.get(pairAt(word, i)) ?? rank);
    if (rank === Number.POSITIVE_INFINITY) return word;
    const joined: Part[] = [];
    for (let i = 0; i < word.length; i++) {
      const [part, next] = [word[i], word[i + 1]];
      if (part === undefined) break;
      const isPair = next !== undefined && ranks.get(pairAt(word, i + 1)) === rank;
      joined.push(isPair ? { text: part.text + next.text, id: 2 * BYTES + rank } : part);
      if (isPair) i++;
    }
    word = joined;
  }
}

/** Of the part at `i` with the one before it. */
function pairAt(word: readonly Part[], i: number): string {
  return `${word[i - 1]?.text} ${word[i]?.text}`;
}

/** Bytes that are printable in Latin-1 stand for themselves. */
function isPrintable(byte: number): boolean {
  return (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
}

/** A visible character for each byte: those that have none get the ones from U+0100 on; ids count the printable first [GPT-2, bytes_to_unicode]. */
function bytesAsParts(): readonly Part[] {
  const values = Array.from({ length: BYTES }, (_, byte) => byte);
  const ordered = [...values.filter(isPrintable), ...values.filter((byte) => !isPrintable(byte))];
  const printable = values.filter(isPrintable).length;
  return values.map((byte) => {
    const id = ordered.indexOf(byte);
    return { text: String.fromCharCode(isPrintable(byte) ? byte : BYTES + id - printable), id };
  });
}
