import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { schemaFiles } from '../../../scripts/schema-files.ts';
import { applyRetag } from '../../../src/main/index/decide-retag.ts';
import { applyRelabel, applyTag, undo } from '../../../src/main/index/decisions.ts';
import { beginRun, endRun } from '../../../src/main/index/runs.ts';
import { systemUser } from '../../../src/main/system-user.ts';
import { EXPORT_FORMATS, FILE_MODES } from '../../../src/shared/export.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';
import { addBoxes } from './add-boxes.ts';
import { type ExportFixture, exportTo, lineageOf, makeDataset, manifestOf, removedOf } from './export-fixture.ts';

const setLayout = (): void => undefined;
const ajv = new Ajv2020({ strict: true, formats: { 'date-time': (text: string) => !Number.isNaN(Date.parse(text)) } });
const validatorOf = (name: string) => {
  const file = new URL(`../../../docs/schemas/${name}.schema.json`, import.meta.url);
  return ajv.compile(JSON.parse(readFileSync(file, 'utf8')));
};

let folder: string;
let fixture: ExportFixture;
beforeEach(async () => {
  folder = tempFolder();
  fixture = makeDataset(join(folder, 'photos'), [
    { path: 'train/cat/1.jpg', label: 'cat', split: 'train' },
    { path: 'train/cat/con.jpg', label: 'cat', split: 'train', tags: ['a "b"\n'] },
    { path: 'val/cat/1.jpg', label: 'cat', split: 'val' },
    { path: 'val/dog/bad.jpg', label: 'dog', split: 'val', status: 'corrupt' },
    { path: 'x.jpg' },
  ]);
  const [first = 0, second = 0, third = 0] = fixture.ids;
  addBoxes(fixture.db, new Map([[first, [{ class: 'ear', place: [1, 2, 3, 4] }]]]));
  const run = beginRun(fixture.db, { kind: 'index', parameters: { folder: 'x' }, version: '1' });
  endRun(fixture.db, run, 'done', {});
  await applyRelabel(fixture.db, { label: 'lion', ids: Uint32Array.of(first) }, setLayout);
  await applyTag(
    fixture.db,
    { tag: 'remove', on: true, ids: Uint32Array.of(second), query: 'issue:blurry label:cat' },
    setLayout,
  );
  await applyTag(fixture.db, { tag: 'remove', on: true, ids: Uint32Array.of(third) }, setLayout);
  await undo(fixture.db, setLayout);
});
afterEach(() => fixture.index.close());

describe('the lineage of an export', () => {
  it('is as its schemas say, whatever the format and the files', () => {
    expect(Object.keys(schemaFiles())).toHaveLength(3);
    for (const [name, text] of Object.entries(schemaFiles())) {
      expect(
        readFileSync(new URL(`../../../docs/schemas/${name}`, import.meta.url), 'utf8'),
        'run scripts/write-schemas.ts',
      ).toBe(text);
    }
  });

  it.each(EXPORT_FORMATS.flatMap((format) => FILE_MODES.map((files) => [format, files] as const)))(
    'has only rows that the schemas take, as %s with files: %s',
    async (format, files) => {
      const out = join(folder, 'out');
      await exportTo(fixture, { out, format, files, removed: 'drop' });
      for (const [name, rows] of [
        ['winnow-manifest', manifestOf(out)],
        ['winnow-removed', removedOf(out)],
        ['winnow-lineage', [lineageOf(out)]],
      ] as const) {
        const isValid = validatorOf(name);
        for (const row of rows) expect([isValid(row), isValid.errors]).toEqual([true, null]);
      }
      expect(validatorOf('winnow-manifest')({ ...manifestOf(out)[0], path: '../x' })).toBe(false);
    },
  );

  it('says what became of each sample, what it was before, and why one is not there', async () => {
    const out = join(folder, 'out');
    const issuesOf = (id: number): string[] => (id === fixture.ids[1] ? ['dark', 'blurry'] : []);
    await exportTo(fixture, { out, removed: 'drop', issuesOf });
    expect(manifestOf(out).map(({ source, label, labelBefore }) => [source, label, labelBefore])).toEqual([
      ['train/cat/1.jpg', 'lion', 'cat'],
      ['val/cat/1.jpg', 'cat', 'cat'],
      ['x.jpg', null, null],
    ]);
    const [tagged, corrupt] = removedOf(out);
    expect(tagged).toMatchObject({
      source: 'train/cat/con.jpg',
      reason: 'tagged remove',
      tags: ['a "b"\n', 'remove'],
      decision: { kind: 'tag', value: 'remove', by: systemUser(), query: 'issue:blurry label:cat' },
      issue: 'blurry',
      issues: ['dark', 'blurry'],
    });
    expect(Date.parse(tagged?.decision?.at ?? '')).toBeGreaterThan(Date.now() - 60_000);
    expect(corrupt).toMatchObject({ source: 'val/dog/bad.jpg', reason: 'corrupt', decision: null });
    expect(lineageOf(out)).toMatchObject({
      by: 'tester',
      leftOut: { 'tagged remove': 1, corrupt: 1 },
      options: { removed: 'drop' },
      runs: [{ kind: 'index', parameters: { folder: 'x' }, version: '1' }],
    });
  });

  it('names the decision that had “remove” take the place of another tag', async () => {
    const [first = 0] = fixture.ids;
    await applyTag(fixture.db, { tag: 'keep', on: true, ids: Uint32Array.of(first) }, setLayout);
    await applyRetag(fixture.db, { tag: 'remove', insteadOf: 'keep', ids: Uint32Array.of(first) }, setLayout);
    const out = join(folder, 'out');
    await exportTo(fixture, { out, removed: 'drop' });
    const [removed] = removedOf(out);
    expect(removed).toMatchObject({ source: 'train/cat/1.jpg', tags: ['remove'], decision: { kind: 'retag', value: 'remove' } });
    expect(validatorOf('winnow-removed')(removed)).toBe(true);
  });

  it('has a plan that is the same for the same order alone', async () => {
    const planOf = async (name: string, changes: object): Promise<string> => {
      await exportTo(fixture, { out: join(folder, name), ...changes });
      return lineageOf(join(folder, name)).plan;
    };
    const first = await planOf('a', {});
    expect(await planOf('b', { at: new Date() })).toBe(first);
    expect(await planOf('c', { by: 'someone else' })).not.toBe(first);
    expect(await planOf('d', { unlabeled: 'drop' })).not.toBe(first);
    await applyTag(fixture.db, { tag: 'good', on: true, ids: fixture.ids }, setLayout);
    expect(await planOf('e', {})).not.toBe(first);
  });

  it('leaves out what has no label, where that is asked for', async () => {
    const summary = await exportTo(fixture, { out: join(folder, 'out'), unlabeled: 'drop' });
    expect(summary).toMatchObject({ exported: 3, leftOut: { unlabeled: 1, corrupt: 1 } });
  });
});
