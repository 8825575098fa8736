import { expect, it } from 'vitest';
import { TAG_COLORS, tagColor } from '../../../src/renderer/ui/tag-color.ts';

const channel = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

/** WCAG 2.2. */
function contrastWithWhite(hex: string): number {
  const value = Number.parseInt(hex.slice(1), 16);
  const [red = 0, green = 0, blue = 0] = [value >> 16, (value >> 8) & 255, value & 255].map((part) => channel(part / 255));
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

it('a tag has one colour, by its name, that white words can be read on', () => {
  expect(tagColor('night')).toBe(tagColor('night'));
  expect(new Set(['remove', 'keep', 'unsure'].map(tagColor)).size).toBe(3);
  const tags = Array.from({ length: 200 }, (_, at) => `tag ${at}`);
  expect(new Set(tags.map(tagColor)).size).toBe(TAG_COLORS.length);
  for (const color of [...TAG_COLORS, ...['remove', 'keep', 'unsure'].map(tagColor)]) {
    expect(contrastWithWhite(color), color).toBeGreaterThanOrEqual(4.5);
  }
});
