import { describe, expect, it } from 'vitest';
import { csvCell } from '../../../src/renderer/ui/csv-cell.ts';

describe('csvCell', () => {
  it.each([
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    [null, ''],
    [1.5, '1.5'],
  ])('writes %j as %s', (value, cell) => expect(csvCell(value)).toBe(cell));
});
