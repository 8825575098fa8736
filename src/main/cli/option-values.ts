import { InvalidArgumentError, Option } from 'commander';
import { MOST_SEED } from '../../shared/split.ts';

/** For options that count: `--limit 20`. @throws what commander turns into a usage error */
export function wholeNumber(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number)) throw new InvalidArgumentError('Expected a whole number, 0 or more.');
  return number;
}

/** @throws what commander turns into a usage error */
export function portNumber(text: string): number {
  const number = wholeNumber(text);
  if (number > 65_535) throw new InvalidArgumentError('Expected a port, 0 to 65535.');
  return number;
}

/** @throws what commander turns into a usage error */
export function numberUpTo(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = wholeNumber(text);
    if (number >= least && number <= most) return number;
    throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}.`);
  };
}

/** `--seed N` */
export const seedNumber = numberUpTo(0, MOST_SEED);

/** For options in [0, 1]: `--iou .5`. @throws what commander turns into a usage error */
export function share(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !(number >= 0 && number <= 1)) throw new InvalidArgumentError('Expected a number from 0 to 1.');
  return number;
}

/** `--where QUERY`, the same everywhere. */
export function whereOption(): Option {
  return new Option('--where <query>', 'only the samples that match, e.g. "label:cat -tag:remove width<64"');
}

/** `--json`, `--jsonl` and `--csv`, of which one may be given. */
export function rowFormatOptions(): readonly Option[] {
  return [
    new Option('--json', 'one JSON array').conflicts(['jsonl', 'csv']),
    new Option('--jsonl', 'one JSON object a line').conflicts(['json', 'csv']),
    new Option('--csv', 'CSV with a header').conflicts(['json', 'jsonl']),
  ];
}
