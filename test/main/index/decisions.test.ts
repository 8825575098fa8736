import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { INDEX_MIGRATIONS, openWritable, type WritableDb } from '../../../src/main/db/connection.ts';
import { CHUNK } from '../../../src/main/index/decision-effect.ts';
import { readHistory, undoDepths } from '../../../src/main/index/decision-history.ts';
import { applyKeep, applyLayout, applyTag, finishDecision, redo, tellApart, undo } from '../../../src/main/index/decisions.ts';
import { type Layout, NO_LAYOUT } from '../../../src/shared/layout.ts';
import { addSamples, makeIndex, type TestIndex } from '../../fixtures/make-index.ts';

const noLayout = (): never => {
  throw new Error('No layout was to be set.');
};
let index: TestIndex;
beforeEach(() => {
  index = makeIndex();
});
afterEach(() => index.close());

const idsOf = (...ids: readonly number[]): Uint32Array => Uint32Array.from(ids);
const manySamples = (count: number): number[] =>
  addSamples(
    index.db,
    Array.from({ length: count }, (_, k) => ({ path: `${k}.jpg` })),
  );
function tagged(db: WritableDb, tag: string): number[] {
  const sql = 'SELECT sample_id FROM sample_tag JOIN tag ON tag.id = tag_id WHERE name = ? ORDER BY sample_id';
  return db.prepare(sql).pluck().all(tag) as number[];
}

describe('applyTag', () => {
  it('changes and records only samples that did not have it so', async () => {
    addSamples(index.db, [{ path: 'a' }, { path: 'b', tags: ['remove'] }, { path: 'c' }]);
    const done = await applyTag(index.db, { tag: 'remove', on: true, ids: idsOf(3, 2, 1, 3, 77) }, noLayout);
    const ids = idsOf(1, 3);
    expect(done).toEqual({ decisionId: 1, changed: ids, touched: ids, part: 'tags', message: 'Tagged 2 samples “remove”' });
    expect(tagged(index.db, 'remove')).toEqual([1, 2, 3]);
    await undo(index.db, noLayout);
    expect(tagged(index.db, 'remove')).toEqual([2]);
  });

  it('records nothing where nothing changes', async () => {
    addSamples(index.db, [{ path: 'a', tags: ['x'] }]);
    const again = await applyTag(index.db, { tag: 'x', on: true, ids: idsOf(1) }, noLayout);
    const unknown = await applyTag(index.db, { tag: 'y', on: false, ids: idsOf(1) }, noLayout);
    expect([again, unknown]).toMatchObject([
      { decisionId: null, changed: idsOf() },
      { decisionId: null, changed: idsOf() },
    ]);
    expect(readHistory(index.db, 10, 0)).toEqual([]);
  });

  it('says so where no sample was meant', async () => {
    for (const on of [true, false]) {
      const done = await applyTag(index.db, { tag: 'x', on, ids: idsOf() }, noLayout);
      expect(done).toMatchObject({ decisionId: null, message: 'No samples match' });
    }
  });

  it('leaves others their turn while it tags many, and is not seen half done by the next decision', async () => {
    const ids = Uint32Array.from(manySamples(4 * CHUNK));
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    const first = applyTag(index.db, { tag: 'x', on: true, ids }, noLayout);
    const second = applyTag(index.db, { tag: 'x', on: false, ids: ids.subarray(0, 10) }, noLayout);
    expect([(await first).changed?.length, (await second).changed?.length]).toEqual([4 * CHUNK, 10]);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(1);
    expect(tagged(index.db, 'x')).toHaveLength(4 * CHUNK - 10);
  });

  it('passes over samples that are gone when it is undone', async () => {
    addSamples(index.db, [
      { path: 'a', tags: ['x'] },
      { path: 'b', tags: ['x'] },
    ]);
    await applyTag(index.db, { tag: 'x', on: false, ids: idsOf(1, 2) }, noLayout);
    index.db.prepare('DELETE FROM sample WHERE id = 1').run();
    await undo(index.db, noLayout);
    expect(tagged(index.db, 'x')).toEqual([2]);
  });
});

function kept(db: WritableDb, kind: string): number[] {
  return db.prepare('SELECT sample_id FROM kept_issue WHERE kind = ? ORDER BY sample_id').pluck().all(kind) as number[];
}

describe('applyKeep', () => {
  it('changes and records only samples that were not kept so, and is undone', async () => {
    manySamples(4);
    await applyKeep(index.db, { issue: 'dark', on: true, ids: idsOf(2) }, noLayout);
    const done = await applyKeep(index.db, { issue: 'dark', on: true, ids: idsOf(3, 2, 1) }, noLayout);
    expect(done).toMatchObject({ decisionId: 2, changed: idsOf(1, 3), message: 'Marked 2 samples as not “Dark”' });
    expect([kept(index.db, 'dark'), kept(index.db, 'light')]).toEqual([[1, 2, 3], []]);
    await undo(index.db, noLayout);
    expect(kept(index.db, 'dark')).toEqual([2]);
    await redo(index.db, noLayout);
    expect(kept(index.db, 'dark')).toEqual([1, 2, 3]);
  });

  it('takes it back as a decision of its own', async () => {
    manySamples(3);
    await applyKeep(index.db, { issue: 'blurry', on: true, ids: idsOf(1, 2) }, noLayout);
    const again = await applyKeep(index.db, { issue: 'blurry', on: false, ids: idsOf(2, 3) }, noLayout);
    expect(again).toMatchObject({ changed: idsOf(2), message: 'Marked 1 sample as “Blurry” again' });
    expect(kept(index.db, 'blurry')).toEqual([1]);
    await undo(index.db, noLayout);
    expect(kept(index.db, 'blurry')).toEqual([1, 2]);
    const none = await applyKeep(index.db, { issue: 'dark', on: false, ids: idsOf(1) }, noLayout);
    expect(none).toMatchObject({ decisionId: null, message: 'None of them had been kept as not “Dark”' });
  });

  it('is finished by the next start where it was cut short', async () => {
    const ids = Uint32Array.from(manySamples(2 * CHUNK));
    index.db.exec(`
      CREATE TEMP TRIGGER plug BEFORE INSERT ON kept_issue WHEN new.sample_id > ${CHUNK}
        BEGIN SELECT raise(ABORT, 'pulled the plug'); END`);
    await expect(applyKeep(index.db, { issue: 'dark', on: true, ids }, noLayout)).rejects.toThrow('pulled the plug');
    const reopened = openWritable(index.file, INDEX_MIGRATIONS);
    expect(await finishDecision(reopened, noLayout)).toBe(true);
    expect(kept(reopened, 'dark')).toHaveLength(ids.length);
    reopened.close();
  });
});

describe('tellApart', () => {
  const said = (db: WritableDb) =>
    db.prepare('SELECT sample_id, is_single FROM not_duplicate ORDER BY sample_id').raw().all() as number[][];
  const grouped = (db: WritableDb) =>
    db.prepare("SELECT sample_id, group_id FROM duplicate WHERE kind = 'exact' ORDER BY sample_id").raw().all() as number[][];

  /** Copies of one content, as the last search grouped them. */
  function copies(count: number): Uint32Array {
    const contentHash = Buffer.alloc(32, 1);
    const ids = addSamples(
      index.db,
      Array.from({ length: count }, (_, k) => ({ path: `copy ${k}`, contentHash })),
    );
    const put = index.db.prepare("INSERT INTO duplicate VALUES ('exact', ?, ?, ?, 0, 0)");
    for (const id of ids) put.run(id, ids[0], id === ids[0] ? null : ids[0]);
    return Uint32Array.from(ids);
  }

  it('takes single samples out of their group, for good, and is undone', async () => {
    const ids = copies(4);
    const done = await tellApart(index.db, { ids, single: idsOf(2) }, noLayout);
    expect(done).toMatchObject({ changed: idsOf(2), touched: ids, message: 'Marked 1 sample as not a duplicate' });
    expect(grouped(index.db)).toEqual([1, 3, 4].map((id) => [id, 1]));
    expect(said(index.db)).toEqual([1, 2, 3, 4].map((id) => [id, id === 2 ? 1 : 0]));
    expect((await undo(index.db, noLayout)).touched).toEqual(ids);
    expect([grouped(index.db), said(index.db)]).toEqual([[1, 2, 3, 4].map((id) => [id, 1]), []]);
    await redo(index.db, noLayout);
    expect(grouped(index.db)).toEqual([1, 3, 4].map((id) => [id, 1]));
  });

  it('parts them all where none is single', async () => {
    await tellApart(index.db, { ids: copies(3), single: null }, noLayout);
    expect(grouped(index.db)).toEqual([]);
  });

  it('groups those anew that were not named but are in the group', async () => {
    copies(4);
    const done = await tellApart(index.db, { ids: idsOf(1, 2), single: null }, noLayout);
    expect(done.touched).toEqual(idsOf(1, 2, 3, 4));
    const groupOf = new Map(grouped(index.db).map(([id, group]) => [id, group] as const));
    expect(groupOf.get(1) === undefined || groupOf.get(1) !== groupOf.get(2)).toBe(true);
    expect(groupOf.get(3)).toBe(groupOf.get(4));
  });

  it('does the same to more samples than are grouped at once, also when it was cut short', async () => {
    const ids = copies(1200);
    index.db.exec(`
      CREATE TEMP TRIGGER plug BEFORE DELETE ON duplicate BEGIN SELECT raise(ABORT, 'pulled the plug'); END`);
    await expect(tellApart(index.db, { ids, single: idsOf(7) }, noLayout)).rejects.toThrow('pulled the plug');
    const reopened = openWritable(index.file, INDEX_MIGRATIONS);
    expect(await finishDecision(reopened, noLayout)).toBe(true);
    expect(grouped(reopened)).toHaveLength(1199);
    expect(grouped(reopened).some(([id]) => id === 7)).toBe(false);
    await undo(reopened, noLayout);
    expect(grouped(reopened)).toHaveLength(1200);
    reopened.close();
  });
});

describe('undo and redo', () => {
  it('say what they did, newest first in the history, and that there is nothing left', async () => {
    addSamples(index.db, [{ path: 'a' }]);
    await applyTag(index.db, { tag: 'remove', on: true, ids: idsOf(1) }, noLayout);
    expect((await undo(index.db, noLayout)).message).toBe('Undid: tagged 1 sample “remove”');
    expect((await undo(index.db, noLayout)).message).toBe('Nothing to undo');
    expect((await redo(index.db, noLayout)).message).toBe('Redid: tagged 1 sample “remove”');
    expect(await redo(index.db, noLayout)).toMatchObject({ decisionId: null, message: 'Nothing to redo' });
    const steps = readHistory(index.db, 10, 0).map(({ kind, value, sampleCount, target }) => [kind, value, sampleCount, target]);
    expect(steps).toEqual([
      ['redo', null, 1, 1],
      ['undo', null, 1, 1],
      ['tag', 'remove', 1, null],
    ]);
    expect(readHistory(index.db, 1, 2).map((decision) => decision.id)).toEqual([1]);
  });

  it('set the layout of before, and the decided one again', async () => {
    const set: Layout[] = [];
    const setLayout = async (layout: Layout): Promise<void> => void set.push(layout);
    const layout = { splitLevel: 0, labelLevel: 1 };
    const done = await applyLayout(index.db, { before: NO_LAYOUT, layout }, setLayout);
    expect(done).toMatchObject({ changed: null, message: 'Read splits from folder level 1 and classes from folder level 2' });
    expect((await undo(index.db, setLayout)).changed).toBeNull();
    await redo(index.db, setLayout);
    expect(set).toEqual([layout, NO_LAYOUT, layout]);
  });
});

describe('a decision that was cut short', () => {
  it('is finished by the next start', async () => {
    const ids = Uint32Array.from(manySamples(3 * CHUNK));
    await expect(interrupted(() => applyTag(index.db, { tag: 'x', on: true, ids }, noLayout))).rejects.toThrow('pulled the plug');
    const found = tagged(index.db, 'x').length;
    expect(found).toBeGreaterThan(0);
    expect(found).toBeLessThan(ids.length);

    const reopened = openWritable(index.file, INDEX_MIGRATIONS);
    expect(await finishDecision(reopened, noLayout)).toBe(true);
    expect(tagged(reopened, 'x')).toHaveLength(ids.length);
    expect(await finishDecision(reopened, noLayout)).toBe(false);
    await undo(reopened, noLayout);
    expect(tagged(reopened, 'x')).toEqual([]);
    reopened.close();
  });

  it('is finished before the next decision, undo or redo', async () => {
    const ids = Uint32Array.from(manySamples(3 * CHUNK));
    await applyTag(index.db, { tag: 'x', on: true, ids }, noLayout);
    await expect(interrupted(() => undo(index.db, noLayout))).rejects.toThrow('pulled the plug');
    await redo(index.db, noLayout);
    expect(tagged(index.db, 'x')).toHaveLength(ids.length);
  });

  it('sets the layout again', async () => {
    const failing = () => Promise.reject(new Error('pulled the plug'));
    const layout = { splitLevel: null, labelLevel: 0 };
    await expect(applyLayout(index.db, { before: NO_LAYOUT, layout }, failing)).rejects.toThrow('pulled the plug');
    const set: Layout[] = [];
    expect(await finishDecision(index.db, (found) => void set.push(found))).toBe(true);
    expect(set).toEqual([layout]);
  });

  /** Makes the second chunk of a decision fail. */
  async function interrupted<T>(decide: () => Promise<T>): Promise<T> {
    index.db.exec(`
      CREATE TEMP TRIGGER plug BEFORE INSERT ON sample_tag WHEN new.sample_id > ${CHUNK}
        BEGIN SELECT raise(ABORT, 'pulled the plug'); END;
      CREATE TEMP TRIGGER plug_off BEFORE DELETE ON sample_tag WHEN old.sample_id > ${CHUNK}
        BEGIN SELECT raise(ABORT, 'pulled the plug'); END;`);
    try {
      return await decide();
    } finally {
      index.db.exec('DROP TRIGGER plug; DROP TRIGGER plug_off');
    }
  }
});

describe('any sequence of decisions', () => {
  const SAMPLES = 6;
  const step = fc.oneof(
    fc.record({
      do: fc.constant('tag' as const),
      tag: fc.constantFrom('a', 'b'),
      on: fc.boolean(),
      ids: fc.uniqueArray(fc.integer({ min: 1, max: SAMPLES })),
    }),
    fc.record({ do: fc.constantFrom('undo' as const, 'redo' as const, 'restart' as const) }),
  );

  it('gives what a plain model gives, across restarts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const own = makeIndex();
        addSamples(
          own.db,
          Array.from({ length: SAMPLES }, (_, k) => ({ path: `${k}` })),
        );
        let db = own.db;
        const model = createModel();
        for (const next of steps) {
          if (next.do === 'restart') {
            if (db !== own.db) db.close();
            db = openWritable(own.file, INDEX_MIGRATIONS);
          } else if (next.do === 'tag') {
            await applyTag(db, { ...next, ids: Uint32Array.from(next.ids) }, noLayout);
            model.tag(next.tag, next.on, next.ids);
          } else {
            await (next.do === 'undo' ? undo : redo)(db, noLayout);
            model[next.do]();
          }
          expect({ a: tagged(db, 'a'), b: tagged(db, 'b'), depths: undoDepths(db) }).toEqual(model.state());
        }
        if (db !== own.db) db.close();
        own.close();
      }),
      { numRuns: 40 },
    );
  });

  /** States before and after, on two stacks. */
  function createModel() {
    let now: Record<string, Set<number>> = { a: new Set(), b: new Set() };
    const past: (typeof now)[] = [];
    let future: (typeof now)[] = [];
    const sorted = (ids: Set<number> | undefined) => [...(ids ?? [])].sort((x, y) => x - y);
    return {
      tag(tag: string, on: boolean, ids: readonly number[]): void {
        const next = new Set(now[tag]);
        for (const id of ids) on ? next.add(id) : next.delete(id);
        if (next.size === now[tag]?.size) return;
        past.push(now);
        future = [];
        now = { ...now, [tag]: next };
      },
      undo(): void {
        const before = past.pop();
        if (before === undefined) return;
        future.push(now);
        now = before;
      },
      redo(): void {
        const after = future.pop();
        if (after === undefined) return;
        past.push(now);
        now = after;
      },
      state: () => ({ a: sorted(now.a), b: sorted(now.b), depths: { undo: past.length, redo: future.length } }),
    };
  }
});
