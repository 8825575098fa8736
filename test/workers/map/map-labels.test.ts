import { expect, test } from 'vitest';
import { labelPlaces } from '../../../src/workers/map/label-places.ts';
import { mapLabels } from '../../../src/workers/map/map-labels.ts';
import { WordList, wordsOf } from '../../../src/workers/map/path-words.ts';
import { seededRandom } from '../../../src/workers/map/random.ts';
import { type SampleTerms, typicalTerms } from '../../../src/workers/map/typical-terms.ts';

const NAMES = ['cat', 'dog', 'fox', 'owl'];
const CENTRES = [
  [0, 0],
  [20, 0],
  [0, 20],
  [20, 20],
] as const;

const COUNT = 6000;

/** Round heaps of points; point i is of heap i modulo 4. */
function heaps(count = COUNT): Float32Array {
  const random = seededRandom(2);
  return Float32Array.from({ length: 2 * count }, (_, i) => {
    const centre = CENTRES[(i >> 1) % 4]?.[(i & 1) as 0 | 1] ?? 0;
    return centre + random() + random() + random() - 1.5;
  });
}

function oneEach(terms: readonly number[], names: readonly string[] = NAMES): SampleTerms {
  return { starts: Uint32Array.from({ length: terms.length + 1 }, (_, i) => i), terms: Uint32Array.from(terms), names };
}

test('each heap is called by its class, in its middle, on every level', () => {
  const labels = mapLabels(heaps(), oneEach(Array.from({ length: COUNT }, (_, i) => i % 4)));
  expect(new Set(labels.map(({ level }) => level))).toEqual(new Set([0, 1, 2]));
  const afar = labels.filter(({ level }) => level === 0);
  expect(afar.map(({ text }) => text).sort()).toEqual(NAMES);
  for (const { x, y, text, samples } of labels) {
    const [centreX, centreY] = CENTRES[NAMES.indexOf(text)] ?? [Number.NaN, Number.NaN];
    expect(Math.hypot(x - centreX, y - centreY)).toBeLessThan(1.5);
    expect(samples).toBeLessThanOrEqual(COUNT / 4);
  }
});

test('a name lies among the samples that it is true of, not where the others of its cluster are densest', () => {
  // Nine cats and three dogs are the first cluster, a fox the second, which has no name.
  const points = new Float32Array(26);
  points.set([5, 5, 6, 5, 8, 5, 40, 40], 18);
  const terms = oneEach([...new Array(9).fill(0), 1, 1, 1, 2]);
  const clusterOf = Int32Array.from([...new Array(12).fill(0), 1]);
  expect(labelPlaces(points, terms, clusterOf, [['dog', 'cat'], []])).toEqual(Float32Array.of(6, 5, Number.NaN, Number.NaN));
  expect(labelPlaces(points, terms, clusterOf.fill(-1), [['dog']])).toEqual(Float32Array.of(Number.NaN, Number.NaN));
});

test('of few samples only large clusters are looked for', () => {
  const labels = mapLabels(heaps(400), oneEach(Array.from({ length: 400 }, (_, i) => i % 4)));
  expect(labels.map(({ text, level }) => `${level} ${text}`).sort()).toEqual(NAMES.map((name) => `0 ${name}`));
});

test('heaps that are like all the others have no name', () => {
  const random = seededRandom(4);
  expect(mapLabels(heaps(), oneEach(Array.from({ length: COUNT }, () => Math.floor(random() * 4))))).toEqual([]);
});

test('labels of a level do not lie on each other', () => {
  const random = seededRandom(6);
  const points = Float32Array.from({ length: 8000 }, () => random() * 10);
  const terms = Array.from({ length: 4000 }, (_, i) => Math.floor((points[2 * i] ?? 0) * 3));
  const labels = mapLabels(
    points,
    oneEach(
      terms,
      Array.from({ length: 31 }, (_, i) => `stripe ${i}`),
    ),
  );
  expect(labels.length).toBeGreaterThan(3);
  for (const a of labels) {
    for (const b of labels) {
      if (a === b || a.level !== b.level) continue;
      const scale = 10 / 2 ** a.level;
      expect(Math.abs(a.x - b.x) > 0.15 * scale || Math.abs(a.y - b.y) > 0.035 * scale).toBe(true);
    }
  }
});

test('a map of nothing, of one point and of points in one place', () => {
  expect(mapLabels(new Float32Array(0), oneEach([]))).toEqual([]);
  expect(mapLabels(Float32Array.of(1, 2), oneEach([0]))).toEqual([]);
  expect(mapLabels(new Float32Array(200).fill(3), oneEach(Array.from({ length: 100 }, () => 0)))).toEqual([]);
});

test('what is typical is what a cluster has and others have not, the most telling first', () => {
  const clusterOf = Int32Array.from({ length: 100 }, (_, i) => (i < 40 ? 0 : i < 80 ? 1 : -1));
  // 0: all of cluster 0; 1: half of it; 2: everywhere; 3: cluster 1, but two samples only.
  const terms: number[] = [];
  const starts = new Uint32Array(101);
  for (let i = 0; i < 100; i++) {
    if (i < 40) terms.push(0);
    if (i < 20) terms.push(1);
    terms.push(2);
    if (i === 40 || i === 41) terms.push(3);
    starts[i + 1] = terms.length;
  }
  const names = ['barn', 'hay', 'photo', 'rare'];
  expect(typicalTerms({ starts, terms: Uint32Array.from(terms), names }, clusterOf, 2)).toEqual([['barn', 'hay'], []]);
});

test('words of paths', () => {
  expect(wordsOf('Farm-Photos/redBarn_2024/IMG_0012.jpeg')).toEqual(['farm', 'red', 'barn']);
  expect(wordsOf('übung/Köln/straße1.png')).toEqual(['übung', 'köln', 'straße']);
  expect(wordsOf('a1/2.jpg')).toEqual([]);
  expect(wordsOf('deadbeef.png')).toEqual([]);
});

test('words that hardly any or nearly all samples have tell nothing', () => {
  const list = new WordList();
  for (let i = 0; i < 20; i++) list.add(`set/${i < 10 ? 'left' : 'right'}/${i === 0 ? 'once' : 'wing'}.jpg`);
  const { starts, terms, names } = list.terms();
  const wordsAt = (sample: number): readonly (string | undefined)[] =>
    Array.from(terms.subarray(starts[sample], starts[sample + 1]), (term) => names[term]);
  expect(wordsAt(0)).toEqual(['left']);
  expect(wordsAt(15)).toEqual(['right']);
});
