import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDetails } from '../../../src/main/index/details.ts';
import { giveLabel } from '../../../src/main/index/given-labels.ts';
import { keepIssue } from '../../../src/main/index/kept-issues.ts';
import { selectSamples, selectSamplesAfterPath } from '../../../src/main/index/sample-columns.ts';
import { readTiles, TILE_COLUMNS } from '../../../src/main/index/tiles.ts';
import { addSamples, makeIndex, type TestIndex } from '../../fixtures/make-index.ts';

let index: TestIndex;
beforeEach(() => {
  index = makeIndex();
});
afterEach(() => index.close());

const HASH = Buffer.from('00ff00aa'.padEnd(64, '7'), 'hex');

describe('readTiles', () => {
  it('answers in the order asked, an id asked twice twice, and leaves out ids without a sample', () => {
    const [a, b, c] = addSamples(index.db, [{ path: 'a' }, { path: 'b' }, { path: 'c' }]) as [number, number, number];
    expect(readTiles(index.db, [c, 999, a, b, a]).map((tile) => tile.path)).toEqual(['c', 'a', 'b', 'a']);
    expect(readTiles(index.db, [])).toEqual([]);
  });

  it('tells class, split, tags in alphabetical order, and a thumbnail version only where there is a thumbnail', () => {
    const tags = ['remove', 'a "quoted", one', 'blurry'];
    addSamples(index.db, [
      { path: 'train/cat/1.jpg', label: 'cat', split: 'train', tags, contentHash: HASH, hasThumb: true },
      { path: '2.jpg', status: 'pending', contentHash: null },
    ]);
    expect(readTiles(index.db, Uint32Array.of(1, 2))).toEqual([
      {
        id: 1,
        path: 'train/cat/1.jpg',
        status: 'ok',
        width: 640,
        height: 480,
        meanColor: 255,
        thumb: '00ff00aa',
        label: 'cat',
        split: 'train',
        tags: ['a "quoted", one', 'blurry', 'remove'],
      },
      expect.objectContaining({ id: 2, thumb: null, label: null, split: null, tags: [] }),
    ]);
  });

  it('tells what was decided beside tags: another label, and what is no issue', () => {
    addSamples(index.db, [{ path: 'a.jpg', label: 'cat' }, { path: 'b.jpg' }]);
    giveLabel(index.db, [1], { isOwn: true, label: 'dog' });
    keepIssue(index.db, { issue: 'blurry', isOn: true, ids: Uint32Array.of(1) });
    const [changed, other] = readTiles(index.db, [1, 2]);
    expect(changed).toMatchObject({ label: 'dog', isRelabeled: true, notIssues: ['blurry'] });
    expect(other).not.toHaveProperty('isRelabeled');
    expect(other).not.toHaveProperty('notIssues');
  });
});

describe('readDetails', () => {
  it('tells all that is known', () => {
    addSamples(index.db, [{ path: '1.jpg', contentHash: HASH, tags: ['x'] }]);
    expect(readDetails(index.db, 1)).toMatchObject({
      sizeBytes: 1000,
      modifiedMs: 1700000000000.5,
      format: 'jpeg',
      extensionFormat: null,
      contentHash: HASH.toString('hex'),
      perceptualHash: '0123456789abcdef',
      thumb: null,
      tags: ['x'],
      reason: null,
    });
  });

  it('answers null for an id without a sample', () => {
    expect(readDetails(index.db, 1)).toBeNull();
  });
});

describe('the plan of what the grid asks for', () => {
  it('looks every table up by its primary key', () => {
    expect(planOf(selectSamples(TILE_COLUMNS))).toEqual([
      expect.stringMatching(/SCAN asked VIRTUAL TABLE/),
      expect.stringMatching(/SEARCH sample USING INTEGER PRIMARY KEY/),
      expect.stringMatching(/SEARCH class USING INTEGER PRIMARY KEY/),
      expect.stringMatching(/SEARCH split USING INTEGER PRIMARY KEY/),
      expect.stringMatching(/SEARCH sample_tag USING PRIMARY KEY \(sample_id=\?\)/),
      expect.stringMatching(/SEARCH tag USING INTEGER PRIMARY KEY/),
      expect.stringMatching(/SEARCH given_label USING INTEGER PRIMARY KEY/),
      expect.stringMatching(/SEARCH kept_issue USING PRIMARY KEY \(sample_id=\?\)/),
    ]);
  });

  it('reads the samples of an export along the index of paths, without sorting them', () => {
    const plan = planOf(selectSamplesAfterPath(TILE_COLUMNS));
    expect(plan[0]).toMatch(/SEARCH sample USING INDEX sqlite_autoindex_sample_1 \(path>\?\)/);
    expect(plan.filter((step) => /^SCAN/.test(step) && !/subquery|SCAN \(/i.test(step))).toEqual([]);
  });
});

/** Steps that touch a table, in order. */
function planOf(sql: string): string[] {
  const parameters = Array.from({ length: sql.split('?').length - 1 }, () => null);
  const steps = index.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters) as { readonly detail: string }[];
  return steps.map(({ detail }) => detail).filter((detail) => /^(?:SCAN|SEARCH) (?!\()/.test(detail));
}
