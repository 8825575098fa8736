import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApplyReport } from '../../src/main/cli/apply-command.ts';
import { winnow } from './run-winnow.ts';

/** Says when and from where, which is not the same. */
const OF_THE_RUN = /^(?:winnow-lineage|manifest)\.json$/;

describe('a recipe', () => {
  const root = mkdtempSync(join(tmpdir(), 'winnow-recipe-'));
  const [home, folder, copy] = [join(root, 'home'), join(root, 'pictures'), join(root, 'a copy')];
  const run = (...args: readonly string[]) => winnow(home, ...args);

  /** Waves of a frequency and colour of their own. */
  async function picture(seed: number, side = 64): Promise<Buffer> {
    const pixels = new Uint8Array(side * side * 3);
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        const wave = Math.sin(((x / side) * (3 + (seed % 5)) + (y / side) * (seed % 7)) * 4 + seed);
        pixels.set([128 + 100 * wave, (seed * 37) % 256, 128 - 90 * wave], (y * side + x) * 3);
      }
    }
    return sharp(pixels, { raw: { width: side, height: side, channels: 3 } })
      .png()
      .toBuffer();
  }

  async function fill(into: string, seeds: number): Promise<void> {
    for (const [place, label] of ['cat', 'kitten', 'dog'].entries()) {
      mkdirSync(join(into, label), { recursive: true });
      for (let k = 0; k < seeds; k++) writeFileSync(join(into, label, `${k}.png`), await picture(place * 20 + k));
    }
    writeFileSync(join(into, 'dog', 'twin.png'), readFileSync(join(into, 'dog', '0.png')));
    writeFileSync(join(into, 'cat', 'broken.png'), (await picture(1)).subarray(0, 90));
  }

  /** SHA-256 of every file of an export, but for what says when it was made. */
  function hashes(of: string): ReadonlyMap<string, string> {
    const files = readdirSync(of, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return new Map(
      files
        .filter(({ name }) => !OF_THE_RUN.test(name))
        .map(({ parentPath, name }) => {
          const path = join(parentPath, name);
          return [path.slice(of.length + 1), createHash('sha256').update(readFileSync(path)).digest('hex')] as const;
        })
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  }

  beforeAll(async () => {
    await fill(folder, 6);
    cpSync(folder, copy, { recursive: true });
    expect(await run('index', folder)).toMatchObject({ status: 0 });
    await run('cut', folder, 'dark', '0.05');
    expect((await run('keep-best', folder, '--kind', 'exact-duplicate', '--rules', 'path')).stdout).toMatch(/^Tagged 1 sample/);
    expect((await run('relabel', folder, 'cat', '--where', 'label:kitten')).stdout).toMatch(/^Relabelled 6 samples/);
    await run('tag', folder, 'odd', '--where', 'path:dog/3.png');
    await run('undo', folder);
    expect((await run('tag', folder, 'remove', '--where', 'path:*/5.png')).stdout).toMatch(/^Tagged 3 samples/);
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const split = ['--splits', 'train=.6,val=.4', '--seed', '3', '--group-by', 'name:^(\\d+)'] as const;

  it('made of a dataset gives the same export of a copy of it, byte for byte, each time', async () => {
    const file = join(root, 'recipe.yaml');
    const made = await run('recipe', folder, ...split, '--output', file);
    expect(made).toMatchObject({ status: 0, stdout: '' });
    const yaml = readFileSync(file, 'utf8');
    expect(yaml).toContain('cuts:\n  dark: 0.05\n');
    expect(yaml).toContain('  - keep-best: exact-duplicate\n    by:\n      - path\n');
    expect(yaml).toContain('  - relabel: cat\n    where: label:kitten\n');
    expect(yaml).not.toContain('odd');
    expect((await run('recipe', folder, ...split)).stdout).toBe(yaml);

    expect(
      await run('export', folder, join(root, 'by hand'), '--format', 'folders', '--where', '-tag:remove', ...split),
    ).toMatchObject({ status: 0 });
    const outs = [join(root, 'first'), join(root, 'second')] as const;
    for (const out of outs) {
      const applied = await run('apply', file, copy, out, '--json');
      expect(applied).toMatchObject({ status: 0 });
      const report = JSON.parse(applied.stdout) as ApplyReport;
      expect(report.index).toMatchObject({ samples: 20, corrupt: 1 });
      expect(report.rules.map(({ rule, changed }) => [rule.kind, changed])).toEqual([
        ['keep-best', 1],
        ['relabel', 6],
        ['remove', 3],
      ]);
      expect(report.rules[0]?.examples).toEqual(['dog/twin.png']);
      expect(report.rules[2]?.examples).toEqual(['cat/5.png', 'dog/5.png', 'kitten/5.png']);
    }
    expect(hashes(outs[0])).toEqual(hashes(outs[1]));
    expect(hashes(outs[0]).size).toBeGreaterThan(15);
    const files = ([path]: [string, string]): boolean => path.endsWith('.png');
    expect([...hashes(outs[0])].filter(files)).toEqual([...hashes(join(root, 'by hand'))].filter(files));
    // The copy was looked at with an index of its own, which is gone.
    expect((await run('count', copy)).status).toBe(1);
  });

  it('takes every option of an export along', async () => {
    const options = [
      ...['--format', 'csv', '--convert', 'webp', '--resize', '48', '--weights', '--balance', 'max', '--seed', '5'],
      ...['--classes', 'dog,cat', '--other-classes', 'drop', '--unlabeled', 'drop', '--removed', 'drop', '--strip-private'],
    ];
    const file = join(root, 'all.yaml');
    expect(await run('recipe', folder, '--where', 'status:ok', ...options, '--output', file)).toMatchObject({ status: 0 });
    expect(readFileSync(file, 'utf8')).toContain(
      '  other-classes: drop\n  unlabeled: drop\n  removed: drop\n  convert: webp\n  resize: 48\n  weights: true\n  balance:\n    target: max\n    seed: 5\n',
    );
    const [byHand, applied] = [join(root, 'all by hand'), join(root, 'all applied')];
    expect(await run('export', folder, byHand, '--where', 'status:ok', ...options)).toMatchObject({ status: 0 });
    expect(await run('apply', file, copy, applied)).toMatchObject({ status: 0 });
    const made = ([path]: [string, string]): boolean => /\.(?:webp|csv)$/.test(path);
    const expected = [...hashes(byHand)].filter(made);
    // Ten cats, of which five were kittens, and as many dogs.
    expect(expected.length).toBe(21);
    expect([...hashes(applied)].filter(made)).toEqual(expected);
    const refused = await run('recipe', folder, '--files', 'none', '--resize', '48');
    expect(refused.stderr).toMatch(/Pictures can be changed in copies only/);
  });

  it('writes nothing where a limit is passed, and says which', async () => {
    const other = join(root, 'other data');
    await fill(other, 4);
    const file = join(root, 'limits.yaml');
    const limits = 'limits: {corrupt: 5%, leaks: 0, unlabeled: 0}';
    writeFileSync(file, `winnow-recipe: 1\nname: strict\nrules:\n  - remove: label:dog\n${limits}\nexport: {format: csv}\n`);
    const out = join(root, 'refused');
    const report = join(root, 'report.json');
    const applied = await run('apply', file, other, out, '--report', report);
    expect(applied.status).toBe(3);
    expect(applied.stdout).toContain('  remove label:dog: 5 samples: dog/0.png');
    expect(applied.stdout).toContain('  corrupt: 1 of 14 (7.1%), at most 5%: PASSED\n');
    expect(applied.stdout).toContain('  leaks: 0 of 8 (0.0%), at most 0: kept\n');
    expect(applied.stdout).toContain('Nothing was exported');
    expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ recipe: 'strict', export: null });
    expect(readdirSync(root)).not.toContain('refused');
    writeFileSync(file, readFileSync(file, 'utf8').replace('corrupt: 5%', 'corrupt: 8%'));
    expect(await run('apply', file, other, out)).toMatchObject({ status: 0 });
    expect((await run('verify', out)).status).toBe(0);
  });

  it('that cannot be followed is refused before anything is read or written', async () => {
    const file = join(root, 'wrong.yaml');
    writeFileSync(file, 'winnow-recipe: 1\nname: a\nexport: {format: folders, file: copy}\n');
    const wrong = await run('apply', file, copy, join(root, 'never'));
    expect(wrong).toMatchObject({ status: 1, stdout: '' });
    expect(wrong.stderr).toBe(
      'winnow: wrong.yaml, line 3, column 27 (export.file): there is no key "file". Did you mean "files"? Expected format, files, where, splits, split-by, group-by, seed, strip-private, paths, classes, other-classes, unlabeled, removed, convert, resize, weights, balance.\n',
    );
    expect((await run('apply', join(root, 'none.yaml'), copy, join(root, 'never'))).stderr).toMatch(
      /none\.yaml cannot be read \(ENOENT\)/,
    );
    expect((await run('recipe', folder, '--output', file)).stderr).toMatch(/exists already; nothing is overwritten/);
  });
});
