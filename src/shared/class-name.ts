/** A class name in the forms by which it is compared. */
export interface ClassName {
  readonly name: string;
  /** In lower case, split at spaces, punctuation and capitals: `TrafficLight` is `traffic`, `light`. */
  readonly words: readonly string[];
  /** The words without anything between; marks that carry meaning (`C++`, `-1`) are kept. */
  readonly folded: string;
  /** The same without the last word's plural ending, as far as English rules tell. */
  readonly stem: string;
  /** Its runs of digits: `1.5` is not `15`. */
  readonly digits: string;
}

const BETWEEN_WORDS = /[\s_.,:;'’"“”`()[\]{}/\\|·–—-]+/u;
/** Scripts that write a word in one or few signs, each of which carries meaning. */
const WORD_SIGNS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

export function classNameOf(name: string): ClassName {
  const whole = name.normalize('NFKC').trim();
  const sign = /^-\d/.test(whole) ? '-' : '';
  const words = whole
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(BETWEEN_WORDS)
    .filter((word) => word !== '');
  const last = words.at(-1) ?? '';
  return {
    name,
    words,
    folded: sign + words.join(''),
    stem: sign + [...words.slice(0, -1), stemOf(last)].join(''),
    digits: (whole.match(/\d+/g) ?? []).join(' '),
  };
}

/** What singular and plural share: "house" and "houses", "box" and "boxes", "berry" and "berries". */
function stemOf(word: string): string {
  if (/[^aeiou]ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`;
  // "bus", "iris", "glass" are no plurals, nor are codes of two letters.
  const one = /[^sui]s$/.test(word) && word.length > 3 ? word.slice(0, -1) : word;
  return /(?:s|x|z|ch|sh)e$/.test(one) ? one.slice(0, -1) : one;
}

/**
 * Keys of which two names share one where a single word differs by one letter added, dropped, changed or swapped with its
 * neighbour (and sometimes else: `isOneEdit` confirms). As many as the name has letters.
 */
export function shortenedKeys({ words }: ClassName, shortest: number): readonly string[] {
  return words.flatMap((word, place) => {
    if (!isSpelled(word, shortest)) return [];
    const variants = [word, ...Array.from(word, (_, i) => word.slice(0, i) + word.slice(i + 1))];
    return [...new Set(variants)].map((variant) => `${place} ${words.with(place, variant).join(' ')}`);
  });
}

/** Whether exactly one word differs, by one letter that is not its first, both as written there at least this long. */
export function isOneEdit(a: ClassName, b: ClassName, shortest: number): boolean {
  if (a.words.length !== b.words.length) return false;
  const places = a.words.flatMap((word, place) => (word === b.words[place] ? [] : [place]));
  const [one = '', other = ''] = [a.words[places[0] ?? 0], b.words[places[0] ?? 0]];
  if (places.length !== 1 || !isSpelled(one, shortest) || !isSpelled(other, shortest)) return false;
  return one[0] === other[0] && differByOne(one, other);
}

function isSpelled(word: string, shortest: number): boolean {
  return word.length >= shortest && /^\p{L}+$/u.test(word) && !WORD_SIGNS.test(word);
}

/** Damerau's distance 1: what is left between the common start and the common end is one letter at most, or two swapped. */
function differByOne(a: string, b: string): boolean {
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (left.length <= 1 && right.length <= 1) return left !== right;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}
