import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openRotatingFile } from '../../../src/main/log/rotating-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (onFailure: (error: unknown) => void = () => {}) =>
  openRotatingFile(join(folder, 'logs', 'a.log'), { maxBytes: 100, keep: 3, onFailure });

test('starts a new file when one is full, and keeps as many as told', () => {
  const file = open();
  for (let i = 0; i < 40; i++) file.write(`${String(i).padStart(19, '0')}\n`);
  file.close();
  expect(readdirSync(join(folder, 'logs')).sort()).toEqual(['a.log', 'a.log.1', 'a.log.2']);
  const lines = ['a.log.2', 'a.log.1', 'a.log'].flatMap((name) => readFileSync(join(folder, 'logs', name), 'utf8').split('\n'));
  expect(lines.filter(Boolean).map(Number)).toEqual(Array.from({ length: 15 }, (_, i) => i + 25));
});

test('a line is in the file as soon as it is written', () => {
  open().write('now\n');
  expect(readFileSync(join(folder, 'logs', 'a.log'), 'utf8')).toBe('now\n');
});

test('two writers share a file and lose nothing when one of them rotates', () => {
  const [a, b] = [open(), open()];
  for (let i = 0; i < 12; i++) (i % 2 === 0 ? a : b).write(`${String(i).padStart(19, '0')}\n`);
  const lines = readdirSync(join(folder, 'logs')).flatMap((name) =>
    readFileSync(join(folder, 'logs', name), 'utf8')
      .trim()
      .split('\n'),
  );
  expect(lines.map(Number).sort((x, y) => x - y)).toEqual(Array.from({ length: 12 }, (_, i) => i));
});

test('a log that cannot be written is told once and stops nobody', () => {
  mkdirSync(join(folder, 'logs', 'a.log'), { recursive: true });
  const failures: unknown[] = [];
  const file = open((error) => failures.push(error));
  file.write('one\n');
  file.write('two\n');
  expect(failures).toHaveLength(1);
});
