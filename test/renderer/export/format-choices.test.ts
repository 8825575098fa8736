import { describe, expect, it } from 'vitest';
import { firstFormat, formatGroups, formatWarning } from '../../../src/renderer/export/format-choices.ts';
import { EXPORT_FORMATS } from '../../../src/shared/export.ts';

describe.each([true, false])('formats of exports, with boxes: %s', (hasBoxes) => {
  it('are all offered once, those that lose nothing first, and only they without a warning', () => {
    const [held, others] = formatGroups(hasBoxes).map(({ items }) => items.map(({ value }) => value));
    expect([...(held ?? []), ...(others ?? [])].toSorted()).toEqual(EXPORT_FORMATS.toSorted());
    expect(held).toContain(firstFormat(hasBoxes));
    expect(held?.filter((format) => formatWarning(format, hasBoxes) !== null)).toEqual([]);
    expect(others?.filter((format) => formatWarning(format, hasBoxes) === null)).toEqual([]);
  });
});
