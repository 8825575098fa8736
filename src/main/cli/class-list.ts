import { existsSync, readFileSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';

/** `--classes`: a file with a name a line, or names by commas. Where there is such a file, it is the file. */
export function classList(text: string): readonly string[] {
  const isFile = existsSync(text);
  const lines = isFile
    ? readFileSync(text, 'utf8')
        .replace(/^\uFEFF/, '')
        .split(/\r?\n/)
    : text.split(',').map((name) => name.trim());
  const names = isFile ? withoutEmptyEnd(lines) : lines;
  const empty = names.indexOf('');
  if (empty !== -1 || names.length === 0)
    throw new InvalidArgumentError(`Class ${Math.max(empty, 0) + 1} of the list has no name.`);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new InvalidArgumentError(`The class "${twice}" is listed twice.`);
  return names;
}

function withoutEmptyEnd(lines: readonly string[]): readonly string[] {
  const last = lines.findLastIndex((line) => line !== '');
  return lines.slice(0, last + 1);
}
