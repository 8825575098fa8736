import { expect, it } from 'vitest';
import { classCounts } from '../../../src/renderer/state/class-counts.ts';

it('has the largest class first and those without samples last', () => {
  const by = [
    { value: 'b', count: 2 },
    { value: null, count: 7 },
    { value: 'c', count: 5 },
  ];
  expect(classCounts(['a', 'b', 'c'], by)).toEqual([
    { name: 'c', samples: 5 },
    { name: 'b', samples: 2 },
    { name: 'a', samples: 0 },
  ]);
});
