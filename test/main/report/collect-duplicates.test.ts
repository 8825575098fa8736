import { afterEach, beforeEach, expect, test } from 'vitest';
import { collectDuplicates } from '../../../src/main/report/collect-duplicates.ts';
import type { DuplicateKind } from '../../../src/shared/issue.ts';
import type { ReportDuplicates } from '../../../src/shared/report.ts';
import { addSamples, makeIndex, type TestIndex } from '../../fixtures/make-index.ts';

let index: TestIndex;
let ids: number[];
beforeEach(() => {
  index = makeIndex();
  ids = addSamples(
    index.db,
    Array.from({ length: 9 }, (_, k) => ({
      path: `${k}.jpg`,
      sizeBytes: 100 * (k + 1),
      split: k < 5 ? 'train' : k < 8 ? 'val' : null,
      ...(k === 7 ? { status: 'missing' as const } : {}),
    })),
  );
});
afterEach(() => index.close());

/** Puts samples, by place, into a group. */
function group(kind: DuplicateKind, ...places: readonly number[]): void {
  const put = index.db.prepare('INSERT INTO duplicate (kind, sample_id, group_id) VALUES (?, ?, ?)');
  for (const place of places) put.run(kind, ids[place], ids[places[0] ?? 0]);
}
const collected = (): Promise<ReportDuplicates> => collectDuplicates({ db: index.db, lastId: ids.at(-1) ?? 0 });

test('a group inside of a wider one is counted under both, but once in all', async () => {
  group('exact', 0, 1);
  group('near', 0, 1, 5);
  group('exact', 2, 3);
  expect(await collected()).toEqual({
    isSearched: false,
    kinds: [
      { kind: 'exact', groups: 2, samples: 4, redundant: 2, redundantBytes: 100 + 300 },
      { kind: 'pixel', groups: 0, samples: 0, redundant: 0, redundantBytes: 0 },
      { kind: 'near', groups: 1, samples: 3, redundant: 2, redundantBytes: 100 + 200 },
    ],
    all: { groups: 2, samples: 5, redundant: 3, redundantBytes: 300 + 300 },
    leaks: {
      splits: ['train', 'val'],
      groups: [
        [0, 1],
        [1, 0],
      ],
    },
  });
});

test('a group whose others are missing is none, and no split is no split', async () => {
  group('exact', 6, 7);
  group('pixel', 4, 8);
  const { all, leaks } = await collected();
  expect(all).toEqual({ groups: 1, samples: 2, redundant: 1, redundantBytes: 500 });
  expect(leaks?.groups.flat()).toEqual([0, 0, 0, 0]);
});
