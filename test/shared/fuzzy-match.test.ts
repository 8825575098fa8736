import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzzyMatch } from '../../src/shared/fuzzy-match.ts';

const scoreOf = (word: string, text: string): number => fuzzyMatch(word, text)?.score ?? Number.NEGATIVE_INFINITY;
/** The letters that are meant, as marked: `[Ex]port`. */
const marked = (word: string, text: string): string =>
  [...text]
    .map((letter, place) => (fuzzyMatch(word, text)?.at.includes(place) ? `[${letter}]` : letter))
    .join('')
    .replaceAll('][', '');

describe('fuzzyMatch', () => {
  it('finds letters at the beginnings of words and in runs', () => {
    expect(marked('lt', 'Larger thumbnails')).toBe('[L]arger [t]humbnails');
    expect(marked('thumb', 'Larger thumbnails')).toBe('Larger [thumb]nails');
    expect(marked('bx', 'Boxes over pictures')).toBe('[B]o[x]es over pictures');
    expect(marked('og', 'openGroup of groups')).toBe('[o]pen[G]roup of groups');
  });

  it('holds a beginning for better than a middle, a run than strewn letters, a short text than a long one', () => {
    expect(scoreOf('map', 'Map')).toBeGreaterThan(scoreOf('map', 'Map, or back from it'));
    expect(scoreOf('map', 'Map, or back from it')).toBeGreaterThan(scoreOf('map', 'All of the map'));
    expect(scoreOf('map', 'All of the map')).toBeGreaterThan(scoreOf('map', 'Remapped'));
    expect(scoreOf('exp', 'Export')).toBeGreaterThan(scoreOf('exp', 'Extra pages'));
  });

  it('refuses what lacks a letter, and letters that are there by chance', () => {
    expect(fuzzyMatch('zoom', 'Sidebar')).toBeNull();
    expect(fuzzyMatch('ain', 'Tag the sample remove, and no more')).toBeNull();
    expect(fuzzyMatch('rem', 'Dataset report, or back from it')).toBeNull();
    expect(fuzzyMatch('', 'Sidebar')).toBeNull();
  });

  it('names places that spell the word, in order, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 40 }), (word, text) => {
        const match = fuzzyMatch(word, text);
        if (match === null) return;
        expect(match.at.map((place) => text[place]?.toLowerCase()).join('')).toBe(word.toLowerCase());
        expect(match.at).toEqual([...new Set(match.at)].toSorted((a, b) => a - b));
      }),
    );
  });

  it('always finds a text by its own beginning', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z][a-z ]{2,30}$/), fc.integer({ min: 1, max: 10 }), (text, length) => {
        expect(fuzzyMatch(text.slice(0, length), text)).not.toBeNull();
      }),
    );
  });
});
