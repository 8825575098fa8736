import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cuts, GROUP_KINDS, ISSUE_KINDS } from '../../../src/shared/issue.ts';
import type { Filter, Query } from '../../../src/shared/query.ts';
import { countsOf, groupsOf, isOpen, issuesOf, linkOf, readRows } from './issue-oracle.ts';
import { context, onIndex, type Worker } from './on-index.ts';
import { arbitrarySample, type SampleRow } from './small-sample.ts';

const cuts: fc.Arbitrary<Cuts> = fc.record(
  {
    blurry: fc.constantFrom(0.3, 0.5),
    outlier: fc.constantFrom(0.05, 0.31),
    'odd-size': fc.constantFrom(0.2, 0.9),
    'odd-aspect-ratio': fc.constantFrom(0.3, 0.6),
  },
  { requiredKeys: [] },
);
const samples = fc.array(arbitrarySample, { maxLength: 50 });
const limits: fc.Arbitrary<Filter | null> = fc.constantFrom<Filter | null>(
  null,
  { kind: 'equals', field: 'split', value: 'train' },
  { kind: 'not', of: { kind: 'equals', field: 'tag', value: 'remove' } },
  { kind: 'compare', field: 'score.blurry', comparison: '<', value: 0.3 },
);

type Rows = ReturnType<typeof readRows>;

function queryOf(filter: Filter | null): Query {
  return { filter, sort: { field: 'id', descending: false } };
}

/** Singles and doubles of one number differ from the seventh digit on. */
const rounded = (numbers: Iterable<number>): readonly number[] => Array.from(numbers, (value) => Math.round(value * 1e6) / 1e6);

async function expectIssues(rows: Rows, worker: Worker, moved: Cuts, limit: Filter | null): Promise<void> {
  const issues = issuesOf(rows, moved);
  const query = limit === null ? null : queryOf(limit);
  const among = new Set((await worker.query({ query: queryOf(limit) }, context)).ids);
  const counts = await worker.issues({ query }, context);
  expect(counts.map(({ cut: _, defaultCut: __, ...count }) => count)).toEqual(countsOf(rows, moved, among));
  for (const kind of ISSUE_KINDS) {
    const found = await worker.query({ query: queryOf({ kind: 'equals', field: 'issue', value: kind }) }, context);
    expect([kind, ...found.ids]).toEqual([kind, ...[...issues[kind].keys()].sort((a, b) => a - b)]);
    const ranked = [...issues[kind]]
      .filter(([id]) => among.has(id))
      .sort((a, b) => Math.fround(a[1]) - Math.fround(b[1]) || a[0] - b[0]);
    const rank = await worker.rank({ kind, query, offset: 1, limit: 20 }, context);
    expect([rank.total, rounded(rank.scores)]).toEqual([
      ranked.length,
      rounded(ranked.slice(1, 21).map(([, severity]) => severity)),
    ]);
    // Scores that differ less than singles can tell may change places.
    if (new Set(rounded(ranked.map(([, severity]) => severity))).size < 2)
      expect([...rank.ids]).toEqual(ranked.slice(1, 21).map(([id]) => id));
  }
  const flagged = await worker.query({ query: queryOf({ kind: 'is', claim: 'flagged' }) }, context);
  expect([...flagged.ids]).toEqual([...new Set(ISSUE_KINDS.flatMap((kind) => [...issues[kind].keys()]))].sort((a, b) => a - b));
}

async function expectGroups(rows: Rows, worker: Worker, moved: Cuts): Promise<void> {
  const issues = issuesOf(rows, moved);
  for (const kind of GROUP_KINDS) {
    const expected = groupsOf(kind, rows)
      .filter((members) => members.some(({ id }) => issues[kind].has(id)))
      .map((members) => ({
        members: members.map(({ id }) => id),
        isOpen: isOpen(
          kind,
          members.filter(({ id }) => issues[kind].has(id)),
        ),
        weakest: Math.max(0, ...members.map((row) => linkOf(kind, row) ?? 0)),
      }))
      .sort(
        (a, b) =>
          Number(b.isOpen) - Number(a.isOpen) ||
          a.weakest - b.weakest ||
          b.members.length - a.members.length ||
          (a.members[0] ?? 0) - (b.members[0] ?? 0),
      );
    const found = await worker.groups({ kind, query: null, onlyOpen: false, offset: 0, limit: 100 }, context);
    const members = Array.from(found.ends, (end, k) => [...found.members.subarray(k === 0 ? 0 : found.ends[k - 1], end)]);
    expect(members).toEqual(expected.map((group) => group.members));
    expect(Array.from(found.isOpen, Boolean)).toEqual(expected.map((group) => group.isOpen));
    expect([found.total, found.open]).toEqual([expected.length, expected.filter((group) => group.isOpen).length]);
    const open = await worker.groups({ kind, query: null, onlyOpen: true, offset: 1, limit: 2 }, context);
    expect([...open.groupIds]).toEqual([...found.groupIds.subarray(0, found.open)].slice(1, 3));
  }
}

async function expectValues(rows: Rows, worker: Worker, moved: Cuts): Promise<void> {
  const issues = issuesOf(rows, moved);
  const ids = [...rows.map(({ id }) => id).toReversed(), 99_999];
  const found = await worker.values({ ids: Uint32Array.from(ids), fields: ['score.blurry', 'group.near'] }, context);
  const [blurry, near] = found.columns;
  const byId = new Map(rows.map((row) => [row.id, row]));
  expect([...(blurry ?? [])]).toEqual(ids.map((id) => byId.get(id)?.scores.blurry ?? Number.NaN));
  expect([...(near ?? [])]).toEqual(ids.map((id) => byId.get(id)?.group.near?.id ?? Number.NaN));
  const severities = ids.flatMap((id) => ISSUE_KINDS.map((kind) => issues[kind].get(id) ?? Number.NaN));
  expect(rounded(found.severities)).toEqual(rounded(severities));
  const bits = ids.map((id) => ISSUE_KINDS.reduce((sum, kind, k) => sum + (issues[kind].has(id) ? 2 ** k : 0), 0));
  expect([...found.issues]).toEqual(bits);
}

describe('issues', () => {
  it('are those that plain reading of the tables finds, whatever changes', async () => {
    const change = fc.record({
      rows: fc.array(fc.tuple(fc.nat(), arbitrarySample), { minLength: 1, maxLength: 4 }),
      added: fc.array(arbitrarySample, { maxLength: 2 }),
      moved: cuts,
      limit: limits,
    });
    await fc.assert(
      fc.asyncProperty(samples, fc.array(change, { minLength: 1, maxLength: 3 }), (rows, changes) =>
        onIndex(rows, async (index, worker) => {
          await expectIssues(readRows(index), worker, {}, null);
          for (const [k, { rows: changed, added, moved, limit }] of changes.entries()) {
            const known = index.db.prepare('SELECT id FROM sample').pluck().all() as number[];
            const ids = changed.flatMap(([pick]) => known[pick % known.length] ?? []);
            for (const [at, id] of ids.entries()) index.update(id, changed[at]?.[1] as SampleRow);
            const fresh = added.map(index.insert);
            const told = Uint32Array.from([...ids, ...fresh, ...index.regroup()]);
            await worker.refresh({ revision: 2 * k + 1, ids: told }, context);
            await worker.setCuts({ revision: 2 * k + 2, cuts: moved }, context);
            const now = readRows(index);
            await expectIssues(now, worker, moved, limit);
            await expectGroups(now, worker, moved);
            await expectValues(now, worker, moved);
          }
        }),
      ),
      { numRuns: 15 },
    );
  });
});
