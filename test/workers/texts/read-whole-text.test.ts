import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readWholeText } from '../../../src/workers/texts/read-whole-text.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';

const MOST = 200_000;

it('reads files of all lengths up to the most, as UTF-8 without a byte order mark', () => {
  const file = join(tempFolder(), 'a.txt');
  for (const text of ['', '0 1 1 1 1\n', 'ü'.repeat(32_768), `${'x'.repeat(65_535)}ü`, 'y'.repeat(MOST)]) {
    writeFileSync(file, `\uFEFF${text.slice(0, MOST / 2)}`);
    expect(readWholeText(file, MOST).text).toBe(text.slice(0, MOST / 2));
    writeFileSync(file, text);
    expect(readWholeText(file, MOST)).toEqual({ text, problem: null });
  }
});

it('says what is wrong with those that cannot be read', () => {
  const folder = tempFolder();
  const file = join(folder, 'long.txt');
  writeFileSync(file, 'z'.repeat(MOST + 1));
  expect(readWholeText(file, MOST)).toEqual({ text: null, problem: '200001 bytes; annotations of one picture are smaller' });
  expect(readWholeText(join(folder, 'none.txt'), MOST).problem).toContain('ENOENT');
  expect(readWholeText(folder, MOST).problem).toContain('EISDIR');
});
