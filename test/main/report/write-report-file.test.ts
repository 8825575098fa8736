import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkReportFile, writeReportFile } from '../../../src/main/report/write-report-file.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';

test('writes the file and nothing beside it', async () => {
  const [folder, dataset] = [tempFolder(), tempFolder()];
  const file = join(folder, 'report.html');
  await writeReportFile(await checkReportFile(file, dataset, false), 'whole');
  expect(readFileSync(file, 'utf8')).toBe('whole');
  expect(readdirSync(folder)).toEqual(['report.html']);
});

test('replaces a file only when asked', async () => {
  const [folder, dataset] = [tempFolder(), tempFolder()];
  const file = join(folder, 'report.html');
  writeFileSync(file, 'old');
  await expect(checkReportFile(file, dataset, false)).rejects.toMatchObject({ code: 'output_exists' });
  await writeReportFile(await checkReportFile(file, dataset, true), 'new');
  expect(readFileSync(file, 'utf8')).toBe('new');
});

test('leaves what has appeared meanwhile, and nothing of its own', async () => {
  const [folder, dataset] = [tempFolder(), tempFolder()];
  const file = join(folder, 'report.html');
  const checked = await checkReportFile(file, dataset, false);
  writeFileSync(file, 'theirs');
  await expect(writeReportFile(checked, 'ours')).rejects.toMatchObject({ code: 'output_exists' });
  expect(readFileSync(file, 'utf8')).toBe('theirs');
  expect(readdirSync(folder)).toEqual(['report.html']);
});

test('a folder, a missing folder and the dataset itself are no places for it', async () => {
  const [folder, dataset] = [tempFolder(), tempFolder()];
  mkdirSync(join(folder, 'there'));
  symlinkSync(dataset, join(folder, 'way-in'));
  const refusal = (file: string): Promise<unknown> => checkReportFile(file, dataset, true).catch((error: unknown) => error);
  expect(await refusal(join(folder, 'there'))).toMatchObject({ code: 'output_exists' });
  expect(await refusal(join(folder, 'missing', 'report.html'))).toMatchObject({ code: 'bad_request' });
  expect(await refusal(join(dataset, 'report.html'))).toMatchObject({ code: 'bad_request' });
  expect(await refusal(join(folder, 'way-in', 'report.html'))).toMatchObject({ code: 'bad_request' });
});
