import { describe, expect, it } from 'vitest';
import { classColoring } from '../../../src/renderer/map/coloring.ts';
import { colorDataset, setColoring, toggleCodes, useColoringStore } from '../../../src/renderer/map/coloring-store.ts';
import type { DatasetId } from '../../../src/shared/sample.ts';

const coloring = classColoring(Uint32Array.of(1, 2), [null, 'cat', 'dog']);
const hidden = (): readonly number[] => [...useColoringStore.getState().hidden];

describe('what the legend hides', () => {
  it('stays hidden in the same dataset, and not in the next one', () => {
    colorDataset('one' as DatasetId);
    setColoring('label', coloring);
    toggleCodes([2]);
    colorDataset('one' as DatasetId);
    setColoring('label', classColoring(Uint32Array.of(1, 2), [null, 'dog', 'cat']));
    expect(hidden()).toEqual([1]);
    colorDataset('two' as DatasetId);
    expect(useColoringStore.getState().coloring).toBeNull();
    setColoring('label', coloring);
    expect(hidden()).toEqual([]);
  });
});
