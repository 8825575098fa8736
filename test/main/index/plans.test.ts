import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMillionFindings } from '../../../bench/million-findings.ts';
import { seededRandom } from '../../../bench/million-rows.ts';
import type { WritableDb } from '../../../src/main/db/connection.ts';
import { dropUnusedClasses } from '../../../src/main/index/classes.ts';
import {
  hasDecidedOnDuplicates,
  lastDecision,
  lastRelabel,
  redoTarget,
  undoTarget,
} from '../../../src/main/index/decision-history.ts';
import { samplesThere, samplesToChange } from '../../../src/main/index/decision-samples.ts';
import {
  linksOf,
  membersOfGroups,
  membersOfGroupsWith,
  weakestOf,
  widestLinksOf,
} from '../../../src/main/index/duplicate-groups.ts';
import { duplicateSources } from '../../../src/main/index/duplicate-sources.ts';
import { giveLabel } from '../../../src/main/index/given-labels.ts';
import { readMembers } from '../../../src/main/index/group-members.ts';
import { readDefaultCuts } from '../../../src/main/index/issue-cuts.ts';
import { readFacts } from '../../../src/main/index/issue-facts.ts';
import { readCandidates } from '../../../src/main/index/keep-candidates.ts';
import { keepIssue } from '../../../src/main/index/kept-issues.ts';
import { storeDecoded } from '../../../src/main/index/pending.ts';
import { pathsOf, storePixelHashes } from '../../../src/main/index/pixel-hashes.ts';
import { placedAfter } from '../../../src/main/index/places.ts';
import { labelChange } from '../../../src/main/index/relabels.ts';
import { relatedSamples } from '../../../src/main/index/related-samples.ts';
import { sampleWithoutVector } from '../../../src/main/index/similar-references.ts';
import { storeDuplicates, storeDuplicatesAtOnce } from '../../../src/main/index/store-duplicates.ts';
import { EMPTY_OUTPUT } from '../../../src/workers/decode/empty-output.ts';
import type { DuplicateGroups, Partition } from '../../../src/workers/duplicates/calls.ts';
import { addSamples, makeIndex, type TestIndex } from '../../fixtures/make-index.ts';

const SAMPLES = 400;

let index: TestIndex;
let ids: number[];
beforeAll(() => {
  index = makeIndex();
  const place = (k: number) => ({ label: k % 2 === 0 ? 'cat' : 'dog', split: k % 3 === 0 ? 'train' : 'val' });
  ids = addSamples(
    index.db,
    Array.from({ length: SAMPLES }, (_, k) => ({ path: `${k}.jpg`, ...place(k) })),
  );
  addMillionFindings(index.db, SAMPLES, seededRandom(1));
});
afterAll(() => index.close());

/** The same database, noting what is prepared. */
function noting(db: WritableDb, prepared: Set<string>): WritableDb {
  return new Proxy(db, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...input: readonly unknown[]) => {
        if (name === 'prepare') prepared.add(String(input[0]));
        return value.apply(target, input);
      };
    },
  });
}

function planOf(sql: string): string {
  const named = Object.fromEntries(Array.from(sql.matchAll(/@(\w+)/g), ([, name]) => [name, null]));
  const unnamed = Array.from(sql.matchAll(/\?/g), () => null);
  const explain = index.db.prepare(`EXPLAIN QUERY PLAN ${sql}`);
  const steps = (sql.includes('@') ? explain.all(named) : explain.all(...unnamed)) as { detail: string }[];
  return steps.map(({ detail }) => detail).join('\n');
}

const nothing: Partition = {
  ids: new Uint32Array(0),
  groupIds: new Uint32Array(0),
  linkedIds: new Uint32Array(0),
  distances: new Float32Array(0),
  turns: new Uint8Array(0),
};
const NO_GROUPS: DuplicateGroups = { exact: nothing, pixel: nothing, near: nothing };

describe('what is asked of an index while it is used', () => {
  const asked: Readonly<Record<string, (db: WritableDb) => unknown>> = {
    'links of samples': (db) => [linksOf(db, 'near', ids), widestLinksOf(db, ids), weakestOf(db, 'near', 1)],
    'members of groups': (db) => [membersOfGroups(db, 'exact', ids), membersOfGroupsWith(db, Uint32Array.from(ids))],
    'who shows a near duplicate': (db) => relatedSamples(db, 'near-duplicate', ids),
    'who shows a leak': (db) => relatedSamples(db, 'leak', ids),
    'who shows a label conflict': (db) => relatedSamples(db, 'label-conflict', ids),
    'what reasons are made from': (db) => [readFacts(db, ids), readMembers(db, ids), pathsOf(db, Uint32Array.from(ids))],
    'which to keep': (db) => readCandidates(db, Uint32Array.from(ids)),
    'whose mark changes': async (db) => {
      for (const isOn of [true, false]) {
        await samplesToChange(db, { mark: { kind: 'keep', name: 'dark' }, isOn, ids: Uint32Array.from(ids) });
        keepIssue(db, { issue: 'dark', isOn, ids: Uint32Array.from(ids) });
      }
      await samplesThere(db, Uint32Array.from(ids));
    },
    'whose label changes': async (db) => {
      await labelChange(db, Uint32Array.from(ids), () => 'fox');
      for (const choice of [{ isOwn: true, label: 'fox' }, { isOwn: false }] as const) giveLabel(db, ids, choice);
      dropUnusedClasses(db, ['fox']);
      placedAfter(db, 0, 10);
    },
    'what was decided last': (db) => [
      lastDecision(db),
      lastRelabel(db),
      hasDecidedOnDuplicates(db, 1),
      undoTarget(db),
      redoTarget(db),
    ],
    'what an order by similarity names': (db) => sampleWithoutVector(db, ids),
    'where cuts lie': (db) => readDefaultCuts(db),
    'what was decoded': (db) => [
      storeDecoded(db, [{ id: 1, path: '0.jpg', output: { ...EMPTY_OUTPUT, status: 'corrupt' } }]),
      storePixelHashes(db, [{ id: 1, hash: new Uint8Array(32) }]),
    ],
    'what groups were found': async (db) => {
      storeDuplicatesAtOnce(db, NO_GROUPS, new Set(ids));
      await storeDuplicates(db, NO_GROUPS, null);
    },
  };

  it.each(Object.entries(asked))('finds %s without going through a table', async (_, ask) => {
    const prepared = new Set<string>();
    await ask(noting(index.db, prepared));
    expect(prepared.size).toBeGreaterThan(0);
    for (const sql of prepared) {
      const plan = planOf(sql);
      // active_model has one row at most.
      const scans = plan.split('\n').filter((step) => /^SCAN (?!active_model|asked|json_each|touched|\(|\d|CONSTANT)/.test(step));
      // Newest first, and nearly always ended by the first row.
      expect({ sql, scans: scans.filter((step) => step !== 'SCAN decision') }).toEqual({ sql, scans: [] });
    }
  });

  it.each(Object.entries(duplicateSources('unused')).filter(([name]) => !['dbFile', 'notDuplicates', 'samples'].includes(name)))(
    'reads the %s of samples by their ids',
    (_, sql) => expect(planOf(String(sql))).not.toMatch(/SCAN (sample|fingerprint)\b|TEMP B-TREE/),
  );

  it('reads keys of samples in id order', () => {
    const { range, of } = duplicateSources('unused').samples;
    for (const sql of [range, of]) {
      expect(planOf(sql)).toMatch(/SEARCH sample USING INTEGER PRIMARY KEY/);
      expect(planOf(sql)).not.toContain('TEMP B-TREE');
    }
  });
});
