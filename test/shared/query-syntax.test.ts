import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printQuery } from '../../src/shared/query-print.ts';
import { syntaxOf } from '../../src/shared/query-syntax.ts';
import { arbitraryQuery } from './arbitrary-query.ts';

/** `field label|operator :|value cat` */
const shown = (text: string): string =>
  syntaxOf(text)
    .filter(({ text: part }) => part.trim() !== '')
    .map(({ kind, text: part }) => `${kind} ${part.trim()}`)
    .join('|');

describe('syntaxOf', () => {
  it('tells fields, operators, values and words apart', () => {
    expect(shown('label:cat')).toBe('field label|operator :|value cat');
    expect(shown('-(beach OR "sea lion")')).toBe('keyword -|operator (|word beach|keyword OR|word "sea lion"|operator )');
    expect(shown('NOT width >= 640')).toBe('keyword NOT|field width|operator >=|number 640');
    expect(shown('"prob.sea lion"<0.2')).toBe('field "prob.sea lion"|operator <|number 0.2');
    expect(shown('field.camera!=canon sort:-width')).toBe(
      'field field.camera|operator !=|value canon|field sort|operator :|value -width',
    );
  });

  it('reads what is half typed, and names no field that there is not', () => {
    expect(shown('label:')).toBe('field label:');
    expect(shown('width >= ')).toBe('field width >=');
    expect(shown('colour:red')).toBe('unknown colour|operator :|value red');
    expect(shown('label:"sea li')).toBe('plain label:"sea li');
    expect(shown('label:cat - x')).toBe('field label|operator :|value cat|plain -|word x');
    expect(syntaxOf('')).toEqual([]);
  });

  it('loses and adds no letter of any text, and leaves none of a query uncoloured', () => {
    const signs = fc.string({ unit: fc.constantFrom('a', ' ', '"', '\\', '-', '(', ')', ':', '<', '=', '.', 'label:', 'OR ') });
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), signs), (text) => {
        expect(
          syntaxOf(text)
            .map((part) => part.text)
            .join(''),
        ).toBe(text);
      }),
    );
    fc.assert(
      fc.property(arbitraryQuery, (query) => {
        const parts = syntaxOf(printQuery(query));
        expect(parts.filter(({ kind, text }) => kind === 'unknown' || (kind === 'plain' && text.trim() !== ''))).toEqual([]);
      }),
    );
  });
});
