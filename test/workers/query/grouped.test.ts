import fc from 'fast-check';
import { expect, it } from 'vitest';
import { GROUP_BYS, type GroupBy } from '../../../src/shared/group-by.ts';
import { ISSUE_KINDS } from '../../../src/shared/issue.ts';
import { isTextField, type Query, SORT_FIELDS } from '../../../src/shared/query.ts';
import type { GroupTable } from '../../../src/workers/query/grouped.ts';
import { compareCodePoints } from '../../../src/workers/query/text-column.ts';
import { numberSql, ORACLE_NUMBERS } from './filter-sql.ts';
import { context, idsBySql, onIndex, type Worker } from './on-index.ts';
import type { SmallIndex } from './small-index.ts';
import { arbitrarySample, PLAIN } from './small-sample.ts';
import { type Named, valuesOf } from './values-oracle.ts';

type Groups = readonly (readonly [name: string | null, ids: readonly number[]])[];
type AnyGroupBy = Exclude<GroupBy, 'prediction'>;

const BYS = GROUP_BYS.filter((by): by is AnyGroupBy => by !== 'prediction');
const SORTS = SORT_FIELDS.filter(
  (field) => field === 'path' || field === 'label' || ORACLE_NUMBERS.some((name) => name === field),
);

/** The value that each sample is grouped by, read plainly. */
function namesOf(index: SmallIndex, by: AnyGroupBy): Named {
  if (isTextField(by)) return valuesOf(index, by);
  const rows = index.db.prepare(`SELECT id, path${by === 'folder' ? '' : `, ${numberSql(by)} AS number`} FROM sample`).all() as {
    readonly id: number;
    readonly path: string;
    readonly number?: number | null;
  }[];
  const nameOf = ({ path, number }: (typeof rows)[number]): string | null =>
    by === 'folder' ? path.split('/').slice(0, -1).join('/') : typeof number === 'number' ? String(number) : null;
  return new Map(rows.map((row) => [row.id, nameOf(row)]));
}

/** How groups follow each other; those without a name come last. */
function compareNames(by: AnyGroupBy, a: string, b: string): number {
  const kinds: readonly string[] = ISSUE_KINDS;
  if (by === 'issue') return kinds.indexOf(a) - kinds.indexOf(b);
  return by.startsWith('group.') ? Number(a) - Number(b) : compareCodePoints(a, b);
}

function groupedPlainly(index: SmallIndex, query: Query, by: AnyGroupBy): Groups {
  const names = namesOf(index, by);
  const groups = Map.groupBy(idsBySql(index, query), (id) => names.get(id) ?? null);
  const named = [...groups].filter((group): group is [string, number[]] => group[0] !== null);
  const rest = groups.get(null);
  return [...named.sort(([a], [b]) => compareNames(by, a, b)), ...(rest === undefined ? [] : [[null, rest] as const])];
}

function listed(ids: Uint32Array, { starts, names, nameEnds, hasRest }: GroupTable): Groups {
  return Array.from(nameEnds, (end, group) => {
    const isRest = hasRest && group === nameEnds.length - 1;
    const name = isRest ? null : new TextDecoder().decode(names.subarray(nameEnds[group - 1] ?? 0, end));
    return [name, [...ids.subarray(starts[group], starts[group + 1])]] as const;
  });
}

async function groupsBy(worker: Worker, query: Query, groupBy: GroupBy): Promise<Groups> {
  const { ids, groups } = await worker.query({ query, groupBy }, context);
  if (groups === null) throw new Error('expected groups');
  expect(groups.starts.at(-1)).toBe(ids.length);
  return listed(ids, groups);
}

const queries: fc.Arbitrary<Query> = fc.record({
  filter: fc.constantFrom(
    null,
    { kind: 'equals', field: 'status', value: 'ok' } as const,
    {
      kind: 'compare',
      field: 'sizeBytes',
      comparison: '<',
      value: 5,
    } as const,
  ),
  sort: fc.record({ field: fc.constantFrom(...SORTS), descending: fc.boolean() }),
});

it('puts samples together by their value, in each group in the order of the query', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(arbitrarySample, { maxLength: 40 }), fc.constantFrom(...BYS), queries, (rows, by, query) =>
      onIndex(rows, async (index, worker) => {
        expect(await groupsBy(worker, query, by)).toEqual(groupedPlainly(index, query, by));
      }),
    ),
    { numRuns: 40 },
  );
});

it('follows files that move to another folder, and says nothing of groups where none are asked for', async () => {
  await onIndex([PLAIN, PLAIN, { ...PLAIN, folder: 'Cat/é' }], async (index, worker) => {
    const byId = { filter: null, sort: { field: 'id', descending: false } } as const;
    expect((await groupsBy(worker, byId, 'folder')).map(([name]) => name)).toEqual(['Cat/é', 'a']);
    index.update(1, { ...PLAIN, folder: 'cat' });
    await worker.refresh({ revision: 1, ids: Uint32Array.of(1) }, context);
    expect(await groupsBy(worker, byId, 'folder')).toEqual([
      ['Cat/é', [3]],
      ['a', [2]],
      ['cat', [1]],
    ]);
    expect((await worker.query({ query: byId }, context)).groups).toBeNull();
  });
});
