import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pathFromBytes } from '../../../src/main/dataset/paths.ts';
import { dryRunExport } from '../../../src/main/exporters/export-dataset.ts';
import type { SplitPlan } from '../../../src/main/exporters/sample-choice.ts';
import { verifyExport } from '../../../src/main/exporters/verify.ts';
import { columnSources } from '../../../src/main/index/columns.ts';
import type { SplitRules } from '../../../src/shared/split.ts';
import { queryHandlers } from '../../../src/workers/query/query-handlers.ts';
import { asOtherUser, canBeOtherUser, moduleUrl } from '../../fixtures/as-other-user.ts';
import { canMountTmpfs } from '../../fixtures/can-mount-tmpfs.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';
import {
  type ExportFixture,
  exportTo,
  type FixtureSample,
  filesIn,
  lineageOf,
  makeDataset,
  manifestOf,
  orderOf,
  quiet,
  removedOf,
} from './export-fixture.ts';

const SAMPLES: readonly FixtureSample[] = [
  { path: 'train/cat/1.jpg', label: 'cat', split: 'train', tags: ['good', 'a,b'] },
  { path: 'train/dog/1.jpg', label: 'dog', split: 'train' },
  { path: 'val/cat/2.jpg', label: 'cat', split: 'val' },
  { path: 'val/dog/bad.jpg', label: 'dog', split: 'val', status: 'corrupt' },
  { path: 'loose.png' },
];

const LINEAGE = ['winnow-lineage.json', 'winnow-manifest.jsonl', 'winnow-removed.jsonl'];

let folder: string;
let photos: string;
let out: string;
let fixture: ExportFixture;
beforeEach(() => {
  folder = tempFolder();
  photos = join(folder, 'photos');
  out = join(folder, 'clean');
  mkdirSync(photos);
  fixture = makeDataset(photos, SAMPLES);
});
afterEach(() => fixture.index.close());

const read = (path: string): string => readFileSync(join(out, path), 'utf8');

describe('an export in class folders', () => {
  it('holds the samples asked for that are ok, and a manifest of all with the reason of each that is not there', async () => {
    const summary = await exportTo(fixture, { out, ids: fixture.ids.slice(1), queryText: '-tag:good' });
    expect(filesIn(out)).toEqual(['train/dog/1.jpg', 'unsplit/unlabeled/loose.png', 'val/cat/2.jpg', ...LINEAGE]);
    expect(read('val/cat/2.jpg')).toBe('val/cat/2.jpg');
    expect(summary).toMatchObject({
      out,
      dryRun: false,
      exported: 3,
      leftOut: { corrupt: 1, 'not in the query': 1 },
      classes: ['cat', 'dog'],
      splits: { train: 1, val: 1 },
      bytes: 'train/dog/1.jpgval/cat/2.jpgloose.png'.length,
      verified: 3,
    });
    const hashOf = (file: string): string => createHash('sha256').update(read(file)).digest('hex');
    expect(lineageOf(out)).toMatchObject({
      winnow: '0.1.0-test',
      by: 'tester',
      createdAt: '2026-01-02T03:04:05.678Z',
      source: { folder: photos, datasetId: 'fixture-1', samples: 5 },
      query: '-tag:good',
      format: 'folders',
      files: 'copy',
      exported: 3,
      tables: {
        'winnow-manifest.jsonl': hashOf('winnow-manifest.jsonl'),
        'winnow-removed.jsonl': hashOf('winnow-removed.jsonl'),
      },
    });
    expect(manifestOf(out).map(({ source, path }) => [source, path])).toEqual([
      ['loose.png', 'unsplit/unlabeled/loose.png'],
      ['train/dog/1.jpg', 'train/dog/1.jpg'],
      ['val/cat/2.jpg', 'val/cat/2.jpg'],
    ]);
    expect(removedOf(out)).toMatchObject([
      { source: 'train/cat/1.jpg', reason: 'not in the query', label: 'cat', split: 'train', tags: ['a,b', 'good'], issue: null },
      { source: 'val/dog/bad.jpg', reason: 'corrupt', issue: 'corrupt' },
    ]);
  });

  it('is planned by a dry run that writes nothing', async () => {
    const before = readdirSync(folder);
    const plan = await dryRunExport(fixture.source, orderOf(fixture, { out }), quiet);
    expect(readdirSync(folder)).toEqual(before);
    const done = await exportTo(fixture, { out });
    expect({ ...plan, dryRun: false, seconds: 0, verified: 0 }).toEqual({ ...done, seconds: 0, verified: 0 });
  });

  it('sees one state of the index, whatever is tagged while it runs', async () => {
    const report = () => void fixture.db.prepare('DELETE FROM sample_tag').run();
    await exportTo(fixture, { out }, { ...quiet, report });
    expect(manifestOf(out).find((row) => row.source === 'train/cat/1.jpg')?.tags).toEqual(['a,b', 'good']);
  });

  it('keeps names of any bytes', async () => {
    const names = [
      `${'ü'.repeat(120)}.jpg`,
      'a b\'"$(x).jpg',
      'new\nline\u2028.jpg',
      '🦔.jpg',
      pathFromBytes(Buffer.from([0x66, 0xff, 0xfe, 0x2e, 0x6a])),
    ];
    const odd = makeDataset(
      join(folder, 'odd'),
      names.map((path) => ({ path: `c/${path}`, label: 'c' })),
    );
    await exportTo(odd, { out });
    const found = readdirSync(join(out, 'c'), { encoding: 'buffer' }).map((name) => pathFromBytes(name));
    expect(found.sort()).toEqual([...names].sort());
    expect(await verifyExport(out, quiet)).toMatchObject({ ok: true, checked: 7 });
    odd.index.close();
  });
});

describe('ways to place files', () => {
  it('hardlink shares the originals, also where the dataset holds a link', async () => {
    symlinkSync(join(photos, 'loose.png'), join(photos, 'linked.png'));
    fixture.db.prepare("UPDATE sample SET path = 'linked.png' WHERE path = 'loose.png'").run();
    await exportTo(fixture, { out, files: 'hardlink' });
    expect(statSync(join(out, 'train/cat/1.jpg')).ino).toBe(statSync(join(photos, 'train/cat/1.jpg')).ino);
    expect(statSync(join(out, 'unsplit/unlabeled/linked.png')).ino).toBe(statSync(join(photos, 'loose.png')).ino);
  });

  it('symlink points to the originals, absolutely', async () => {
    await exportTo(fixture, { out, files: 'symlink' });
    expect(readlinkSync(join(out, 'val/cat/2.jpg'))).toBe(join(photos, 'val/cat/2.jpg'));
    expect(await verifyExport(out, quiet)).toMatchObject({ ok: true });
  });

  it('none writes tables only', async () => {
    const summary = await exportTo(fixture, { out, files: 'none', format: 'csv' });
    expect(filesIn(out)).toEqual(['samples.csv', ...LINEAGE]);
    expect(summary).toMatchObject({ exported: 4, verified: 0 });
    expect(read('samples.csv')).toContain(`"${join(photos, 'loose.png')}"`);
  });

  it('copy shares nothing', async () => {
    await exportTo(fixture, { out });
    appendFileSync(join(out, 'train/cat/1.jpg'), 'x');
    expect(readFileSync(join(photos, 'train/cat/1.jpg'), 'utf8')).toBe('train/cat/1.jpg');
  });
});

describe('an export with a new split', () => {
  const rules: SplitRules = {
    mode: 'new',
    shares: [
      { name: 'learn', share: 0.5 },
      { name: 'exam', share: 0.5 },
    ],
    balance: 'stratified',
    groupBy: [],
    seed: 3,
  };
  const planned = async (asked: SplitRules): Promise<SplitPlan> => {
    const worker = queryHandlers();
    const context = { signal: quiet.signal, progress: () => undefined };
    await worker.open(columnSources(fixture.index.file), context);
    const { ids, splits, report } = await worker.split({ query: { filter: null }, rules: asked }, context);
    return { rules: asked, report, ids, splits };
  };

  it('has each sample where the plan says, in folders, manifest and summary, and remembers where it was', async () => {
    const split = await planned(rules);
    const dry = await dryRunExport(fixture.source, orderOf(fixture, { out, split }), quiet);
    const done = await exportTo(fixture, { out, split });
    expect({ ...dry, dryRun: false, seconds: 0, verified: 0 }).toEqual({ ...done, seconds: 0, verified: 0 });
    expect(done.splits).toEqual({ exam: 2, learn: 2 });
    expect(lineageOf(out).split).toEqual({ rules, report: split.report });
    const named = new Map([...split.ids].map((id, at) => [id, split.report.splits[(split.splits[at] ?? 0) - 1]?.name]));
    for (const [at, { path, split: before = null }] of SAMPLES.entries()) {
      const row = manifestOf(out).find(({ source }) => source === path);
      const name = named.get(fixture.ids[at] ?? 0);
      if (name === undefined) expect(removedOf(out)).toMatchObject([{ source: path, reason: 'corrupt', split: before }]);
      else {
        expect(row).toMatchObject({ split: name, splitBefore: before });
        expect(row?.path?.split('/')[0]).toBe(name);
      }
    }
    expect((await verifyExport(out, quiet)).ok).toBe(true);
  });

  it('has the new split in the column of a CSV', async () => {
    await exportTo(fixture, { out, format: 'csv', split: await planned(rules) });
    const rows = read('samples.csv').trimEnd().split('\r\n').slice(1);
    expect(rows.map((row) => row.split(',')[2]).sort()).toEqual(['"exam"', '"exam"', '"learn"', '"learn"']);
  });

  it('leaves out what was read only after the plan was made', async () => {
    const split = await planned(rules);
    fixture.db.prepare("UPDATE sample SET status = 'ok' WHERE path = 'val/dog/bad.jpg'").run();
    const done = await exportTo(fixture, { out, split });
    expect(done).toMatchObject({ exported: 4, leftOut: { pending: 1 } });
  });
});

describe('a place that an export refuses, leaving it as it is', () => {
  const refusal = async (path: string): Promise<unknown> =>
    exportTo(fixture, { out: path }).then(
      () => 'exported',
      (error: { readonly code: string; readonly message: string }) => `${error.code}: ${error.message}`,
    );

  it('a folder, a file, or a broken link that is there', async () => {
    mkdirSync(out);
    writeFileSync(join(out, 'mine'), 'mine');
    writeFileSync(join(folder, 'file'), 'mine');
    symlinkSync('nowhere', join(folder, 'link'));
    for (const path of [out, join(folder, 'file'), join(folder, 'link')]) {
      expect(await refusal(path)).toBe(`output_exists: ${path} exists already. An export is a new folder: choose another name.`);
    }
    expect(filesIn(folder)).toEqual(['clean/mine', 'file', 'link', ...SAMPLES.map(({ path }) => `photos/${path}`).sort()]);
  });

  it('inside the dataset, also through a link', async () => {
    symlinkSync(photos, join(folder, 'alias'));
    expect(await refusal(join(photos, 'out'))).toMatch(/^bad_request: .*inside the dataset/);
    expect(await refusal(join(folder, 'alias', 'train', 'out'))).toMatch(/^bad_request: .*inside the dataset/);
    expect(readdirSync(photos).sort()).toEqual(['loose.png', 'train', 'val']);
  });

  it('around the dataset, where that is gone', async () => {
    rmSync(photos, { recursive: true });
    const elsewhere = { ...fixture, source: { ...fixture.source, folder: join(folder, 'disk', 'photos') } };
    await expect(exportTo(elsewhere, { out: join(folder, 'disk') })).rejects.toThrow(/contains the dataset/);
  });

  it('in a folder that does not exist, or a file', async () => {
    writeFileSync(join(folder, 'file'), '');
    expect(await refusal(join(folder, 'no', 'such'))).toMatch(/^bad_request: .*\/no: it does not exist\. Make that folder first/);
    expect(await refusal(join(folder, 'file', 'out'))).toMatch(/^bad_request: .*: it is no folder/);
    expect(await refusal('relative')).toMatch(/^bad_request: .*absolute/);
  });

  it('that appears while it runs', async () => {
    const report = ({ stage }: { readonly stage?: string }) => {
      if (stage === 'Verifying') mkdirSync(out);
    };
    await expect(exportTo(fixture, { out }, { ...quiet, report })).rejects.toMatchObject({ code: 'output_exists' });
    expect(readdirSync(folder).sort()).toEqual(['clean', 'photos']);
    expect(readdirSync(out)).toEqual([]);
  });

  it.skipIf(!canBeOtherUser)('in a folder that may not be written to', () => {
    chmodSync(folder, 0o755);
    const found = asOtherUser(`
      const { checkOutput } = await import(${JSON.stringify(moduleUrl('src/main/exporters/output-folder.ts'))});
      const error = await checkOutput(${JSON.stringify(out)}, ${JSON.stringify(photos)}).catch((error) => error);
      console.log(JSON.stringify([error.code, error.message]));`);
    expect(found).toEqual(['no_permission', `You have no permission to write to ${folder}. Choose another folder.`]);
  });
});

describe('an export that cannot be finished leaves nothing behind', () => {
  afterEach(() => {
    expect(readdirSync(folder)).toEqual(['photos']);
  });

  it('where files changed since they were indexed, and names them', async () => {
    writeFileSync(join(photos, 'val/cat/2.jpg'), 'VAL/CAT/2.JPG');
    await expect(exportTo(fixture, { out })).rejects.toMatchObject({
      code: 'export_failed',
      message: expect.stringMatching(
        /not as they were indexed: val\/cat\/2\.jpg changed since it was indexed\. Nothing was exported\. Index/,
      ),
    });
    appendFileSync(join(photos, 'train/cat/1.jpg'), 'longer');
    rmSync(join(photos, 'train/dog/1.jpg'));
    await expect(exportTo(fixture, { out, files: 'hardlink' })).rejects.toThrow(
      'train/cat/1.jpg changed since it was indexed (15 bytes then, 21 now); train/dog/1.jpg is no longer there. Nothing',
    );
  });

  it('where it is cancelled in the middle', async () => {
    const controller = new AbortController();
    const report = ({ done }: { readonly done?: number }) => done === 2 && controller.abort();
    await expect(exportTo(fixture, { out }, { signal: controller.signal, report })).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('where a path would be longer than the system allows', async () => {
    const deep = makeDataset(photos, [{ path: `${'d'.repeat(200)}/${'e'.repeat(200)}/x.jpg` }]);
    const long = join(folder, 'p'.repeat(250));
    const place = Array.from({ length: 14 }, () => 'q'.repeat(250)).reduce((path, name) => join(path, name), long);
    mkdirSync(place, { recursive: true });
    await expect(exportTo(deep, { out: join(place, 'o'.repeat(200)), format: 'csv' })).rejects.toMatchObject({
      code: 'export_failed',
      message: expect.stringMatching(
        /would be longer than the system allows\. Nothing of the export was kept\. Choose a folder with a shorter/,
      ),
    });
    expect(readdirSync(place)).toEqual([]);
    rmSync(long, { recursive: true });
    rmSync(join(photos, 'd'.repeat(200)), { recursive: true });
    deep.index.close();
  });

  it('where what was written does not read back', async () => {
    const report = ({ stage }: { readonly stage?: string }) => {
      const partial = readdirSync(folder).find((name) => name.startsWith('.clean.winnow-partial-'));
      if (stage === 'Verifying') appendFileSync(join(folder, partial ?? '', 'val/cat/2.jpg'), '!');
    };
    await expect(exportTo(fixture, { out }, { ...quiet, report })).rejects.toMatchObject({
      code: 'verification_failed',
      message: expect.stringContaining('val/cat/2.jpg has 14 bytes where the manifest says 13'),
    });
  });
});

const manyFiles = Array.from({ length: 50 }, (_, k) => ({ path: `${k}.jpg`, content: `${k}`.repeat(5000) }));

describe.runIf(canMountTmpfs())('on another disk', () => {
  let disk: string;
  beforeEach(() => {
    disk = join(folder, 'disk');
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=100k', 'tmpfs', disk]);
  });
  afterEach(() => {
    expect(readdirSync(disk)).toEqual([]);
    execFileSync('umount', [disk]);
  });

  it('that is too small, an export says so before it writes anything', async () => {
    const big = makeDataset(join(folder, 'big'), manyFiles);
    await expect(exportTo(big, { out: join(disk, 'out') })).rejects.toMatchObject({
      code: 'disk_full',
      message: expect.stringMatching(
        /^The export needs about 0\.5 MB and the disk that holds .* has 0\.1 MB free\. Nothing was written/,
      ),
    });
    big.index.close();
  });

  it('that is filled meanwhile, an export says so and takes back what it wrote', async () => {
    const some = makeDataset(join(folder, 'some'), manyFiles.slice(0, 5));
    let isFilled = false;
    const report = (): void => {
      if (isFilled) return;
      isFilled = true;
      expect(() => writeFileSync(join(disk, 'other'), Buffer.alloc(200_000))).toThrow(/ENOSPC/);
    };
    await expect(exportTo(some, { out: join(disk, 'out') }, { ...quiet, report })).rejects.toMatchObject({
      code: 'disk_full',
      message: `The disk that holds ${disk} is full. Nothing of the export was kept. Free some space, or choose another disk.`,
    });
    rmSync(join(disk, 'other'));
    some.index.close();
  });

  it('that is read-only, an export says so', async () => {
    execFileSync('mount', ['-o', 'remount,ro', disk]);
    await expect(exportTo(fixture, { out: join(disk, 'out') })).rejects.toMatchObject({
      code: 'no_permission',
      message: `${disk} is on a read-only disk. Choose another folder.`,
    });
  });

  it('hard links are refused with what to do instead', async () => {
    await expect(exportTo(fixture, { out: join(disk, 'out'), files: 'hardlink' })).rejects.toMatchObject({
      code: 'export_failed',
      message: 'No hard links can be made: the export and the dataset are on different disks. Export with copies instead.',
    });
  });
});
