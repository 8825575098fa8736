import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileGlob, matchesGlob } from '../../../src/workers/query/glob.ts';

function matches(pattern: string, text: string): boolean {
  const bytes = Buffer.from(`xx${text}yy`);
  return matchesGlob(compileGlob(pattern), bytes, 2, bytes.length - 2);
}

describe('matchesGlob', () => {
  it('agrees with the regular expression of the same pattern', () => {
    const piece = fc.constantFrom('*', '?', 'a', 'b', 'é', '😀', '');
    const text = fc.constantFrom('a', 'b', 'é', '😀', 'è');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.array(text, { maxLength: 10 }), (pieces, characters) => {
        const pattern = pieces.join('');
        const expression = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'su');
        expect(matches(pattern, characters.join(''))).toBe(expression.test(characters.join('')));
      }),
      { numRuns: 5000 },
    );
  });

  it('does not backtrack: many stars on a long text end at once', () => {
    const start = performance.now();
    expect(matches(`${'*a'.repeat(50)}*b`, 'a'.repeat(100_000))).toBe(false);
    expect(performance.now() - start).toBeLessThan(200);
  });
});
