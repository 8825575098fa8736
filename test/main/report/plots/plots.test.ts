import { expect, test } from 'vitest';
import { densityPlot } from '../../../../src/main/report/plots/density-plot.ts';
import { heatTable } from '../../../../src/main/report/plots/heat-table.ts';
import { histogramPlot } from '../../../../src/main/report/plots/histogram-plot.ts';
import { shareBar } from '../../../../src/main/report/plots/share-bar.ts';
import { countTicks, logTicks } from '../../../../src/main/report/plots/ticks.ts';

/** Attributes of the elements of a class, as numbers. */
function shapes(svg: string, css: string): Record<string, number>[] {
  const tags = svg.match(new RegExp(`<\\w+ class="${css}"[^>]*>`, 'g')) ?? [];
  return tags.map((tag) =>
    Object.fromEntries([...tag.matchAll(/ ([\w-]+)="([-\d.]+)%?"/g)].map(([, key = '', value]) => [key, Number(value)])),
  );
}

test('ticks are round, within the axis, and not too many', () => {
  expect(logTicks(20, 900, 6)).toEqual([20, 50, 100, 200, 500]);
  expect(logTicks(1, 1_000_000, 6)).toEqual([1, 100, 10_000, 1_000_000]);
  expect(logTicks(0.2, 0.9, 6)).toEqual([0.2, 0.5]);
  expect(countTicks(1)).toEqual([0, 1]);
  expect(countTicks(7)).toEqual([0, 5]);
  expect(countTicks(300)).toEqual([0, 100, 200, 300]);
  expect(countTicks(0)).toEqual([0]);
});

test('bars of a histogram are as high as their counts and do not overlap', () => {
  const plot = histogramPlot({ edges: [1, 2, 4, 8], counts: [10, 0, 5], scale: 'log' }, { label: 'a "b"', show: String }).text;
  const bars = shapes(plot, 'bar');
  expect(bars).toHaveLength(2);
  expect(bars[0]?.height).toBeCloseTo(2 * (bars[1]?.height ?? 0), 0);
  expect((bars[0]?.x ?? 0) + (bars[0]?.width ?? 0)).toBeLessThan(bars[1]?.x ?? 0);
  expect(plot).toContain('aria-label="a &quot;b&quot;"');
});

test('a histogram of one bin has a bar and a tick', () => {
  const plot = histogramPlot({ edges: [64, 76], counts: [3], scale: 'log' }, { label: 'x', show: (value) => `${value} px` }).text;
  expect(shapes(plot, 'bar')).toHaveLength(1);
  expect(plot).toContain('64 px');
});

test('pictures of one size are one spot in the middle of the plot', () => {
  const cells = shapes(densityPlot({ cells: [{ x: 48, y: 48, pictures: 9 }], perOctave: 8 }, 'x').text, 'bar');
  expect(cells).toHaveLength(1);
  expect(cells[0]?.width).toBeLessThan(20);
  expect(cells[0]).toMatchObject({ 'fill-opacity': 1 });
});

test('wide pictures lie below the diagonal, and all lie inside', () => {
  const plot = densityPlot(
    {
      cells: [
        { x: 60, y: 40, pictures: 1 },
        { x: 40, y: 60, pictures: 100 },
      ],
      perOctave: 8,
    },
    'x',
  ).text;
  const [wide, tall] = shapes(plot, 'bar');
  expect(wide?.x).toBeGreaterThan(tall?.x ?? 0);
  expect(wide?.y).toBeGreaterThan(tall?.y ?? 0);
  for (const cell of [wide, tall]) {
    expect((cell?.x ?? 0) + (cell?.width ?? 0)).toBeLessThanOrEqual(360);
    expect((cell?.y ?? 0) + (cell?.height ?? 0)).toBeLessThanOrEqual(360);
  }
  expect(wide?.['fill-opacity']).toBeLessThan(tall?.['fill-opacity'] ?? 0);
});

test('the parts of a bar follow one another and add up to their share', () => {
  const bar = shareBar([3, 0, 1], 8).text;
  expect(shapes(bar, 'split-1')).toEqual([{ x: 0, width: 37.5, height: 100 }]);
  expect(shapes(bar, 'split-2')).toEqual([]);
  expect(shapes(bar, 'split-3')).toEqual([{ x: 37.5, width: 12.5, height: 100 }]);
});

test('a heat table shades by count and leaves the diagonal blank', () => {
  const table = heatTable(
    [
      [0, 4],
      [1, 0],
    ],
    { caption: 'c', corner: 'Split', names: ['a', 'b'] },
  ).text;
  expect(table.match(/class="blank"/g)).toHaveLength(2);
  expect(table).toContain('<td class="heat-5">4</td>');
  expect(table).toContain('<td class="heat-2">1</td>');
});
