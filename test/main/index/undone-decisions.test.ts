import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyLayout as placeAll } from '../../../src/main/dataset/apply-layout.ts';
import type { WritableDb } from '../../../src/main/db/connection.ts';
import { namesOf } from '../../../src/main/index/classes.ts';
import { applyNote } from '../../../src/main/index/decide-note.ts';
import { applyRetag } from '../../../src/main/index/decide-retag.ts';
import { readHistory } from '../../../src/main/index/decision-history.ts';
import {
  applyKeep,
  applyLayout,
  applyRelabel,
  applyRelabelEach,
  applyTag,
  type Decided,
  redo,
  tellApart,
  undo,
} from '../../../src/main/index/decisions.ts';
import { readMeta } from '../../../src/main/index/meta.ts';
import { revert } from '../../../src/main/index/revert.ts';
import type { DecisionKind } from '../../../src/shared/decision.ts';
import { type Layout, NO_LAYOUT } from '../../../src/shared/layout.ts';
import { addSamples, makeIndex } from '../../fixtures/make-index.ts';

const SAMPLES = ['a/b/1', 'a/c/2', 'b/b/3', 'b/4', '5'];
const LAYOUTS: readonly Layout[] = [NO_LAYOUT, { splitLevel: null, labelLevel: 0 }, { splitLevel: 0, labelLevel: 1 }];
const LABELS = ['a', 'b', 'c', 'new', null] as const;
const NOTES = ['out of focus', 'ask Ada', null] as const;

interface Step {
  /** Kinds that are each other's opposite are one here. */
  readonly kind: Exclude<DecisionKind, 'untag' | 'issue-again'>;
  readonly ids: readonly number[];
  readonly isOn: boolean;
  readonly pick: number;
}

const KINDS: readonly Step['kind'][] = [
  'tag',
  'retag',
  'layout',
  'not-issue',
  'not-duplicates',
  'relabel',
  'relabel-each',
  'note',
];
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...KINDS),
  ids: fc.uniqueArray(fc.integer({ min: 1, max: SAMPLES.length })),
  isOn: fc.boolean(),
  pick: fc.nat(100),
});

const setLayoutOf = (db: WritableDb) => async (layout: Layout) => void (await placeAll(db, layout));
const oneOf = <T>(from: readonly T[], pick: number): T => from[pick % from.length] as T;

function take(db: WritableDb, { kind, ids: named, isOn, pick }: Step): Promise<Decided> {
  const ids = Uint32Array.from(named);
  const setLayout = setLayoutOf(db);
  switch (kind) {
    case 'tag':
      return applyTag(db, { tag: oneOf(['remove', 't'], pick), on: isOn, ids }, setLayout);
    case 'retag': {
      const [tag, insteadOf] = isOn ? (['keep', 'remove'] as const) : (['remove', 'keep'] as const);
      return applyRetag(db, { tag, insteadOf, ids }, setLayout);
    }
    case 'layout':
      return applyLayout(db, { before: readMeta(db).layout, layout: oneOf(LAYOUTS, pick) }, setLayout);
    case 'not-issue':
      return applyKeep(db, { issue: oneOf(['blurry', 'dark'] as const, pick), on: isOn, ids }, setLayout);
    case 'not-duplicates':
      return tellApart(db, { ids: ids.toSorted(), single: isOn ? ids.toSorted().subarray(0, 1) : null }, setLayout);
    case 'relabel':
      return applyRelabel(db, { label: oneOf(LABELS, pick), ids }, setLayout);
    case 'relabel-each':
      return applyRelabelEach(db, { ids, places: ids.map((id) => (id + pick) % 2), classes: ['b', 'c'] }, setLayout);
    case 'note':
      return applyNote(db, { text: oneOf(NOTES, pick), ids }, setLayout);
  }
}

/** All that decisions change, by name. */
function dump(db: WritableDb): unknown {
  const samples = db.prepare(`
    SELECT path, class.name, split.name, given_label.sample_id, own.name, found.name,
      (SELECT json_group_array(tag_id) FROM sample_tag WHERE sample_tag.sample_id = sample.id),
      (SELECT json_group_array(kind) FROM kept_issue WHERE kept_issue.sample_id = sample.id),
      (SELECT json_group_array(json_array(decision_id, is_single)) FROM not_duplicate WHERE not_duplicate.sample_id = sample.id),
      (SELECT text FROM note WHERE note.sample_id = sample.id)
    FROM sample LEFT JOIN class ON class.id = sample.class_id LEFT JOIN split ON split.id = split_id
    LEFT JOIN given_label ON given_label.sample_id = sample.id LEFT JOIN class AS own ON own.id = given_label.class_id
    LEFT JOIN class AS found ON found.id = found_class_id ORDER BY sample.id`);
  return [samples.raw().all(), namesOf(db, 'class'), namesOf(db, 'split'), readMeta(db).layout];
}

async function onIndex(test: (db: WritableDb) => Promise<void>): Promise<void> {
  const index = makeIndex();
  index.db.pragma('synchronous = OFF');
  addSamples(
    index.db,
    SAMPLES.map((path) => ({ path })),
  );
  try {
    await test(index.db);
  } finally {
    index.close();
  }
}

describe('decisions of every kind', () => {
  it('are undone and done again to exactly what was before', async () => {
    const steps = fc.array(fc.oneof({ arbitrary: step, weight: 3 }, fc.constantFrom('undo' as const, 'redo' as const)), {
      maxLength: 25,
    });
    await fc.assert(
      fc.asyncProperty(steps, (taken) =>
        onIndex(async (db) => {
          const past: unknown[] = [];
          let future: unknown[] = [];
          for (const next of taken) {
            const before = dump(db);
            if (next === 'undo' || next === 'redo') {
              const [from, to] = next === 'undo' ? [past, future] : [future, past];
              const expected = from.pop() ?? before;
              const { decisionId } = await (next === 'undo' ? undo : redo)(db, setLayoutOf(db));
              if (decisionId !== null) to.push(before);
              expect(dump(db)).toEqual(expected);
            } else if ((await take(db, next)).decisionId !== null) {
              past.push(before);
              future = [];
            } else expect(dump(db)).toEqual(before);
          }
        }),
      ),
      { numRuns: 30 },
    );
  });

  it('are gone back to, and forward again, at any point of the history', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), fc.array(fc.nat(12), { maxLength: 5 }), (taken, goals) =>
        onIndex(async (db) => {
          const states = new Map([[0, dump(db)]]);
          for (const next of taken) {
            const { decisionId } = await take(db, next);
            if (decisionId !== null) states.set(decisionId, dump(db));
          }
          for (const goal of [...goals, 0]) {
            const id = goal === 0 ? 0 : oneOf([...states.keys()], goal);
            await revert(db, id, setLayoutOf(db));
            expect(dump(db)).toEqual(states.get(id));
          }
        }),
      ),
      { numRuns: 30 },
    );
  });
});

describe('revert', () => {
  it('counts what it took back, in steps that can be undone, and says where there was nothing to do', () =>
    onIndex(async (db) => {
      const setLayout = setLayoutOf(db);
      for (const tag of ['one', 'two', 'three']) await applyTag(db, { tag, on: true, ids: Uint32Array.of(1) }, setLayout);
      expect(await revert(db, 3, setLayout)).toMatchObject({ decisionId: null, message: 'Nothing was decided since' });
      expect((await revert(db, 1, setLayout)).message).toBe('Took back 2 decisions');
      expect((await revert(db, 3, setLayout)).message).toBe('Did again 2 decisions');
      expect((await revert(db, 2, setLayout)).message).toBe('Undid: tagged 1 sample “three”');
      expect(readHistory(db, 10, 0).map(({ kind }) => kind)).toEqual([
        ...['undo', 'redo', 'redo', 'undo', 'undo'],
        ...['tag', 'tag', 'tag'],
      ]);
    }));

  it('goes back over a tag that took the place of another in one step, also where only some had the other', () =>
    onIndex(async (db) => {
      const setLayout = setLayoutOf(db);
      await applyTag(db, { tag: 'remove', on: true, ids: Uint32Array.of(1, 2) }, setLayout);
      await applyTag(db, { tag: 'keep', on: true, ids: Uint32Array.of(2, 3) }, setLayout);
      const before = dump(db);
      const kept = { tag: 'keep', insteadOf: 'remove', ids: Uint32Array.of(1, 2, 3, 4) };
      const decided = await applyRetag(db, kept, setLayout);
      expect(decided).toMatchObject({ changed: Uint32Array.of(1, 2, 4), part: 'tags' });
      expect(decided.message).toBe('Tagged 3 samples “keep” in place of “remove”');
      expect(dump(db)).not.toEqual(before);
      expect((await undo(db, setLayout)).message).toBe('Undid: tagged 3 samples “keep” in place of “remove”');
      expect(dump(db)).toEqual(before);
      await redo(db, setLayout);
      expect(await applyRetag(db, kept, setLayout)).toMatchObject({ decisionId: null });
      const plain = await applyRetag(db, { ...kept, ids: Uint32Array.of(5) }, setLayout);
      expect(plain.message).toBe('Tagged 1 sample “keep”');
      expect(readHistory(db, 9, 0).map(({ kind }) => kind)).toEqual(['tag', 'redo', 'undo', 'retag', 'tag', 'tag']);
    }));

  it('leaves all as it is where what was taken back cannot be done again', () =>
    onIndex(async (db) => {
      const setLayout = setLayoutOf(db);
      await applyTag(db, { tag: 'one', on: true, ids: Uint32Array.of(1) }, setLayout);
      await undo(db, setLayout);
      await applyTag(db, { tag: 'two', on: true, ids: Uint32Array.of(1) }, setLayout);
      const before = dump(db);
      expect(await revert(db, 1, setLayout)).toMatchObject({ decisionId: null });
      expect(dump(db)).toEqual(before);
    }));
});
