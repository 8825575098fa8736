/** How well a text fits what is typed, and which of its letters are meant. */
export interface FuzzyMatch {
  /** Higher fits better; of texts that fit equally the shorter one is higher. */
  readonly score: number;
  /** Places of the letters typed, ascending, in UTF-16 units. */
  readonly at: readonly number[];
}

const AT_LETTER = 1;
/** The letter follows the one typed before it. */
const IN_A_ROW = 5;
const AT_WORD = 6;
const AT_START = 2;
/** Each letter between two that are typed; no more than so many count. */
const SKIPPED = 0.25;
const MOST_SKIPPED = 8;
/** A letter inside of a word that does not follow the one before it: in the same word, and in another. */
const STREWN = 1;
const STREWN_AFAR = 5;
/** What a letter must bring on average: letters strewn over a text fit by chance. */
const LEAST_PER_LETTER = 3;
const PER_LENGTH = 0.01;

/**
 * Finds the letters of a word in a text in this order, not necessarily one after the other: at beginnings of words and in
 * runs for preference. The best of all alignments is taken, by dynamic programming over letters × text.
 * @returns null where the text has not all of them, or has them by chance only
 */
export function fuzzyMatch(word: string, text: string): FuzzyMatch | null {
  const letters = word.toLowerCase();
  const lower = text.toLowerCase();
  if (letters === '' || lower.length !== text.length || !hasInOrder(letters, lower)) return null;
  const words = wordStarts(text);
  const width = lower.length;
  const best = new Float64Array(letters.length * width).fill(Number.NEGATIVE_INFINITY);
  const from = new Int32Array(letters.length * width).fill(-1);
  for (let letter = 0; letter < letters.length; letter += 1) {
    const before = (letter - 1) * width;
    for (let place = letter; place < width; place += 1) {
      if (lower[place] !== letters[letter]) continue;
      const cell = letter * width + place;
      if (letter === 0) best[cell] = worthOf(place, words);
      else {
        for (let last = place - 1; last >= letter - 1; last -= 1) {
          const score = (best[before + last] ?? 0) + worthOf(place, words) + linkOf(last, place, words);
          if (score > (best[cell] ?? 0)) {
            best[cell] = score;
            from[cell] = last;
          }
        }
      }
    }
  }
  return traced(best, from, letters.length, width);
}

function traced(best: Float64Array, from: Int32Array, letters: number, width: number): FuzzyMatch | null {
  const lastRow = (letters - 1) * width;
  let place = 0;
  for (let other = 1; other < width; other += 1) if ((best[lastRow + other] ?? 0) > (best[lastRow + place] ?? 0)) place = other;
  const score = best[lastRow + place] ?? 0;
  if (score < LEAST_PER_LETTER * letters && letters > 1) return null;
  const at = [];
  for (let letter = letters - 1; letter >= 0; letter -= 1) {
    at.unshift(place);
    place = from[letter * width + place] ?? 0;
  }
  return { score: score - width * PER_LENGTH, at };
}

/** What it counts to be this letter of a text. @param words see `wordStarts` */
function worthOf(place: number, words: Int32Array): number {
  return AT_LETTER + (words[place] === place ? AT_WORD : 0) + (place === 0 ? AT_START : 0);
}

/** What it counts that two letters typed one after the other are these. */
function linkOf(last: number, place: number, words: Int32Array): number {
  const skipped = place - last - 1;
  if (skipped === 0) return IN_A_ROW;
  const start = words[place] ?? place;
  return -SKIPPED * Math.min(skipped, MOST_SKIPPED) - (start === place ? 0 : start <= last ? STREWN : STREWN_AFAR);
}

/** Where the word of each letter begins; signs and spaces belong to the word before them. `openGroup` are two. */
function wordStarts(text: string): Int32Array {
  const starts = new Int32Array(text.length);
  for (let place = 1; place < text.length; place += 1) {
    const [before, letter] = [text[place - 1] ?? '', text[place] ?? ''];
    const isCapital = isSmall(before) && !isSmall(letter);
    const isStart = isWordLetter(letter) && (!isWordLetter(before) || isCapital);
    starts[place] = isStart ? place : (starts[place - 1] ?? 0);
  }
  return starts;
}

const isWordLetter = (letter: string): boolean => /[\p{L}\p{N}]/u.test(letter);
const isSmall = (letter: string): boolean => letter !== letter.toUpperCase();

function hasInOrder(letters: string, text: string): boolean {
  let place = -1;
  for (const letter of letters) {
    place = text.indexOf(letter, place + 1);
    if (place < 0) return false;
  }
  return true;
}
