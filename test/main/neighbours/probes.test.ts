import { expect, it } from 'vitest';
import type { Dataset } from '../../../src/main/dataset/dataset.ts';
import { keepProbe, probeOf } from '../../../src/main/neighbours/probes.ts';

const probe = (title: string) => ({ modelId: 1, title, vector: Float32Array.of(1), isText: false });

it('a hundred are kept of each dataset, each under a name that no other had', () => {
  // Only told apart by who they are.
  const [dataset, other] = [{} as Dataset, {} as Dataset];
  const names = Array.from({ length: 101 }, (_, i) => keepProbe(dataset, probe(`picture ${i}`)).name);
  expect([names[0], names[100]]).toEqual(['@1', '@101']);
  expect(probeOf(dataset, '@2', 1).title).toBe('picture 1');
  expect(() => probeOf(dataset, '@1', 1)).toThrow(/no picture or text @1 any more/);
  expect(() => probeOf(other, '@2', 1)).toThrow(/@2/);
  expect(keepProbe(other, probe('first here')).name).toBe('@1');
});

it('one of another model is not compared', () => {
  const dataset = {} as Dataset;
  keepProbe(dataset, probe('cat.jpg'));
  expect(() => probeOf(dataset, '@1', 2)).toThrow(/cat\.jpg \(@1\) was looked at by another model/);
});
