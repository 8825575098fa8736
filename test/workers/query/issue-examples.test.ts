import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { columnSources } from '../../../src/main/index/columns.ts';
import type { IssueCount, IssueKind } from '../../../src/shared/issue.ts';
import { parseQuery } from '../../../src/shared/query-language.ts';
import { queryHandlers } from '../../../src/workers/query/query-handlers.ts';
import { makeSmallIndex, type SmallIndex } from './small-index.ts';
import { PLAIN, type SampleRow } from './small-sample.ts';

const context = { signal: new AbortController().signal, progress: () => undefined };

const blurry = (score: number): SampleRow => ({ ...PLAIN, scores: [1, 1, score, 1, 1, 1, 1, 1] });
const square = (side: number, label: SampleRow['label'] = null): SampleRow => ({
  ...PLAIN,
  width: side,
  height: side,
  sizeBytes: side * side,
  label,
});
const copy = (of: number, rest: Partial<SampleRow>): SampleRow => ({ ...PLAIN, copyOf: [of, 0, 0], ...rest });

describe('issues through the query worker', () => {
  let index: SmallIndex;
  let worker: ReturnType<typeof queryHandlers>;
  let revision = 0;

  beforeEach(() => {
    index = makeSmallIndex([]);
    worker = queryHandlers();
  });
  afterEach(() => index.close());

  async function open(rows: readonly SampleRow[]): Promise<void> {
    rows.forEach(index.insert);
    index.regroup();
    await worker.open(columnSources(index.file), context);
  }

  async function ids(text: string): Promise<readonly number[]> {
    const parsed = parseQuery(text);
    if (!parsed.ok) throw new Error(parsed.message);
    return [...(await worker.query({ query: parsed.query }, context)).ids];
  }

  async function countOf(kind: IssueKind): Promise<IssueCount> {
    const found = (await worker.issues({ query: null }, context)).find((count) => count.kind === kind);
    if (found === undefined) throw new Error(`no count of ${kind}`);
    return found;
  }

  const refresh = (...changed: readonly number[]) =>
    worker.refresh({ revision: ++revision, ids: Uint32Array.from(changed) }, context);

  it('compares a stored 0.3, which no single is, as the number it was', async () => {
    await open([blurry(0.3), blurry(0.1), blurry(0.7)]);
    expect(await ids('score.blurry<0.3 sort:id')).toEqual([2]);
    expect(await ids('score.blurry<=0.3 sort:id')).toEqual([1, 2]);
    expect(await ids('score.blurry=0.3')).toEqual([1]);
    expect(await ids('score.blurry>0.3')).toEqual([3]);
    expect(await ids('score.blurry!=0.3 sort:-score.blurry')).toEqual([3, 2]);
    const { columns } = await worker.values({ ids: Uint32Array.of(1, 2, 3), fields: ['score.blurry'] }, context);
    expect([...(columns[0] ?? [])]).toEqual([0.3, 0.1, 0.7]);
    await worker.setCuts({ revision: 1, cuts: { blurry: 0.3 } }, context);
    expect(await ids('issue:blurry')).toEqual([2]);
    expect((await worker.histogram({ field: 'score.blurry', query: null }, context)).max).toBe(0.7);
  });

  it('puts scores into the same 50 bins whatever they are', async () => {
    await open([blurry(0.3), blurry(0.299), blurry(0), blurry(1)]);
    const { edges, counts } = await worker.histogram({ field: 'score.blurry', query: null }, context);
    expect([edges.length, edges[0], edges[15], edges[50]]).toEqual([51, 0, 0.3, 1]);
    expect(counts.flatMap((count, bin) => (count > 0 ? [[bin, count]] : []))).toEqual([
      [0, 1],
      [14, 1],
      [15, 1],
      [49, 1],
    ]);
  });

  it('moves a cut there and back', async () => {
    await open([blurry(0.1), blurry(0.28), blurry(0.4)]);
    expect(await ids('issue:blurry sort:score.blurry')).toEqual([1, 2]);
    await worker.setCuts({ revision: 7, cuts: { blurry: 0.2 } }, context);
    expect(await countOf('blurry')).toMatchObject({ samples: 1, cut: 0.2, defaultCut: 0.29 });
    expect((await worker.query({ query: { filter: null, sort: { field: 'id', descending: false } } }, context)).revision).toBe(7);
    await worker.setCuts({ revision: 8, cuts: {} }, context);
    expect(await ids('issue:blurry sort:-score.blurry')).toEqual([2, 1]);
  });

  it('reads cuts that were moved before it was opened, and passes over kinds of a newer version', async () => {
    index.db.prepare("INSERT INTO issue_cut VALUES ('blurry', 0.5), ('wobbly', 0.5)").run();
    await open([blurry(0.4)]);
    expect(await ids('issue:blurry')).toEqual([1]);
  });

  it('counts what is neither kept nor decided as open', async () => {
    await open([
      blurry(0.1),
      { ...blurry(0.1), tags: ['remove'] },
      { ...blurry(0.1), tags: ['keep'] },
      { ...blurry(0.1), kept: ['blurry'] },
    ]);
    expect(await countOf('blurry')).toMatchObject({ samples: 3, open: 1, kept: 1, groups: 0 });
    index.update(4, blurry(0.1));
    await refresh(4);
    expect(await countOf('blurry')).toMatchObject({ samples: 4, open: 2, kept: 0 });
    expect(await ids('is:unflagged')).toEqual([]);
  });

  it('finds leaks and conflicts in the widest group of a sample, while two sides are left', async () => {
    await open([
      copy(1, { split: 'train', label: 'cat' }),
      copy(1, { split: 'val', label: 'cat', copyOf: [1, 1, 0] }),
      copy(1, { split: 'train', label: 'sea lion' }),
      copy(2, { split: 'train', label: 'cat' }),
      copy(2, { split: 'train', label: 'cat' }),
      copy(3, { split: 'train' }),
      copy(3, { split: 'val', status: 'missing' }),
    ]);
    expect(await ids('issue:leak sort:id')).toEqual([1, 2, 3]);
    expect(await ids('issue:label-conflict sort:id')).toEqual([1, 2, 3]);
    expect(await ids('issue:exact-duplicate sort:id')).toEqual([1, 3, 4, 5]);
    expect(await ids('issue:near-duplicate sort:id')).toEqual([1, 2, 3]);
    expect(await ids('group.near=1 sort:id')).toEqual([1, 2, 3]);
    expect(await ids('status:missing group.exact>0')).toEqual([]);
    expect(await countOf('leak')).toMatchObject({ samples: 3, open: 3, groups: 1, openGroups: 1 });

    index.update(2, copy(1, { split: 'val', label: 'cat', copyOf: [1, 1, 0], tags: ['remove'] }));
    await refresh(2);
    expect(await countOf('leak')).toMatchObject({ samples: 3, open: 0, groups: 1, openGroups: 0 });
    expect(await countOf('label-conflict')).toMatchObject({ open: 3, openGroups: 1 });
    const groups = await worker.groups({ kind: 'exact-duplicate', query: null, onlyOpen: false, offset: 0, limit: 9 }, context);
    expect([...groups.groupIds]).toEqual([1, 4]);
  });

  it('holds a group for decided once all that are left of it are to be kept', async () => {
    await open([copy(1, { tags: ['keep'] }), copy(1, { tags: ['keep'] }), copy(1, { tags: ['remove'] }), copy(2, {})]);
    index.insert(copy(2, { tags: ['keep'] }));
    index.regroup();
    await refresh(4, 5);
    expect(await countOf('exact-duplicate')).toMatchObject({ samples: 5, open: 2, groups: 2, openGroups: 1 });
    const groups = await worker.groups({ kind: 'exact-duplicate', query: null, onlyOpen: true, offset: 0, limit: 9 }, context);
    expect([...groups.groupIds]).toEqual([4]);
  });

  it('looks at classes as a whole, of some samples only, and not at what are too many to be splits', async () => {
    const rowsOf = (label: string, days: number): SampleRow[] =>
      Array.from({ length: days }, (_, k) => ({ ...PLAIN, label, split: `day ${k}` }));
    const classesWith = async (text: string): Promise<readonly string[]> => {
      const parsed = parseQuery(text);
      if (!parsed.ok) throw new Error(parsed.message);
      return (await worker.classIssues({ query: parsed.query }, context)).map((issue) => `${issue.kind} ${issue.class}`);
    };
    for (let k = 0; k <= 100; k++) index.db.prepare('INSERT INTO split (name) VALUES (?)').run(`day ${k}`);
    await open([...rowsOf('cat', 100), ...rowsOf('sea lion', 100), ...rowsOf('Cat', 99)]);
    expect(await classesWith('')).toEqual(['class-imbalance Cat', 'class-name Cat']);
    expect(await classesWith('-label:cat')).toEqual([]);
    expect(await ids('issue:class-imbalance')).toHaveLength(99);

    index.insert({ ...PLAIN, label: 'cat', split: 'day 100' });
    await worker.refresh({ revision: ++revision, ids: null }, context);
    expect(await classesWith('')).toEqual(['class-name Cat']);
    expect(await ids('issue:class-imbalance')).toEqual([]);
  });

  it('calls a size odd among all, and among the pictures of its class', async () => {
    const cats = Array.from({ length: 12 }, (_, k) => square(50 + (k % 3), 'cat'));
    const others = Array.from({ length: 12 }, (_, k) => square(80 + (k % 3), 'Cat'));
    await open([...cats, ...others, square(81, 'cat'), square(3000)]);
    const { scores, ids: ranked } = await worker.rank({ kind: 'odd-size', query: null, offset: 0, limit: 10 }, context);
    expect([...ranked]).toEqual([25, 26]);
    expect([...scores]).toEqual([0, 0]);
    expect((await ids('score.odd-size<0.5')).length).toBe(1);
    await worker.setCuts({ revision: 1, cuts: { 'odd-size': 0 } }, context);
    expect(await ids('issue:odd-size')).toEqual([]);
  });

  it('takes any other size for odd where nearly all are of one', async () => {
    await open([...Array.from({ length: 9 }, () => square(50)), square(51)]);
    expect(await ids('issue:odd-size')).toEqual([10]);
    expect(await countOf('odd-size')).toMatchObject({ cut: 1, defaultCut: 1 });
  });

  it('weighs files against those of their format, whose bytes hold all frames', async () => {
    const jpegs = Array.from({ length: 12 }, (_, k) => ({ ...PLAIN, sizeBytes: 9000 + 200 * k }));
    const heavy = { ...PLAIN, sizeBytes: 2_000_000 };
    const empty = { ...PLAIN, sizeBytes: 40 };
    const animation = { ...PLAIN, sizeBytes: 2_000_000, frames: 200, format: 'gif' };
    const gifs = Array.from({ length: 10 }, () => ({ ...PLAIN, format: 'gif', sizeBytes: 9000 }));
    await open([...jpegs, heavy, empty, animation, ...gifs, { ...heavy, format: 'png' }]);
    expect(await ids('issue:odd-file-size sort:id')).toEqual([13, 14]);
    expect(await ids('format:png score.odd-file-size>=0')).toEqual([]);
  });

  it('has no scores of a file that is not ok, nor any issue of one that is gone', async () => {
    await open([
      { ...square(10), status: 'corrupt', intact: 0.25 },
      { ...blurry(0), status: 'missing', orientation: 6, privateKinds: ['position'] },
      blurry(1),
    ]);
    expect(await ids('score.odd-size>=0')).toEqual([3]);
    expect(await ids('is:flagged')).toEqual([1]);
    const { scores } = await worker.rank({ kind: 'corrupt', query: null, offset: 0, limit: 1 }, context);
    expect([...scores]).toEqual([0.25]);
  });

  it('reads only the part again that is said to have changed, however many samples', async () => {
    await open([blurry(0.1), blurry(0.1), copy(1, {}), copy(1, {})]);
    await countOf('blurry');
    index.update(1, { ...blurry(0.9), tags: ['remove'], kept: ['blurry'] });
    index.db.exec('DELETE FROM duplicate');
    await worker.refresh({ revision: 1, ids: null, only: 'tags' }, context);
    expect(await countOf('blurry')).toMatchObject({ samples: 2, open: 1, kept: 0 });
    await worker.refresh({ revision: 2, ids: Uint32Array.of(1), only: 'kept' }, context);
    expect(await countOf('blurry')).toMatchObject({ samples: 1, open: 1, kept: 1 });
    expect(await ids('issue:exact-duplicate sort:id')).toEqual([3, 4]);
    await worker.refresh({ revision: 3, ids: null, only: 'duplicates' }, context);
    expect(await ids('issue:exact-duplicate')).toEqual([]);
    expect(await ids('score.blurry=0.9')).toEqual([]);
    await refresh(1);
    expect(await ids('score.blurry=0.9')).toEqual([1]);
  });

  it('counts issues as a facet where it is asked for', async () => {
    await open([blurry(0.1), blurry(0.2), { ...blurry(1), orientation: 6 }, PLAIN]);
    const query = parseQuery('issue:blurry');
    if (!query.ok) throw new Error(query.message);
    const facets = await worker.facets({ query: query.query, texts: ['issue'], ranges: ['score.blurry'] }, context);
    expect(facets.text).toEqual([
      {
        field: 'issue',
        values: [
          { value: 'blurry', count: 2 },
          { value: 'orientation-flag', count: 1 },
          { value: null, count: 1 },
        ],
      },
    ]);
    expect(facets.ranges.map(({ field, min, max }) => [field, min, max])).toEqual([['score.blurry', 0.1, 1]]);
  });
});
