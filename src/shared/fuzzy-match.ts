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
/** What a letter must bring on average: letters strewn over a text fit by chance. */
const LEAST_PER_LETTER = 2;
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
  const worth = Float64Array.from(lower, (_, place) => worthOf(text, place));
  const width = lower.length;
  const best = new Float64Array(letters.length * width).fill(Number.NEGATIVE_INFINITY);
  const from = new Int32Array(letters.length * width).fill(-1);
  for (let letter = 0; letter < letters.length; letter += 1) {
    const before = (letter - 1) * width;
    for (let place = letter; place < width; place += 1) {
      if (lower[place] !== letters[letter]) continue;
      const cell = letter * width + place;
      if (letter === 0) best[cell] = worth[place] ?? 0;
      else {
        for (let last = place - 1; last >= letter - 1; last -= 1) {
          const gap = place - last - 1;
          const link = gap === 0 ? IN_A_ROW : -SKIPPED * Math.min(gap, MOST_SKIPPED);
          const score = (best[before + last] ?? 0) + (worth[place] ?? 0) + link;
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

/** What it counts to be this letter of a text. */
function worthOf(text: string, place: number): number {
  if (place === 0) return AT_LETTER + AT_WORD + AT_START;
  const [before, letter] = [text[place - 1] ?? '', text[place] ?? ''];
  const isWord = !isWordLetter(before) || (isSmall(before) && !isSmall(letter) && isWordLetter(letter));
  return isWord ? AT_LETTER + AT_WORD : AT_LETTER;
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
