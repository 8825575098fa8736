import { expect, test } from 'vitest';
import { describeExport } from '../../../src/main/cli/export-command.ts';
import type { ExportSummary } from '../../../src/shared/export.ts';

const SUMMARY: ExportSummary = {
  out: '/new',
  dryRun: false,
  format: 'folders',
  files: 'copy',
  exported: 12,
  augmented: 0,
  perClass: { cat: 12 },
  renamed: 0,
  resumed: 0,
  leftOut: { corrupt: 1 },
  classes: ['cat'],
  splits: { train: 12 },
  bytes: 3_400_000,
  seconds: 1,
  verified: 12,
};

test('an export is told in lines', () => {
  const text = 'Exported 12 samples (3.4 MB) to /new, 12 files verified\n  train: 12\n  left out, corrupt: 1\n';
  const told = (summary: ExportSummary): string => describeExport(summary).split('\nIn Python')[0] ?? '';
  expect(told(SUMMARY)).toBe(text);
  expect(describeExport(SUMMARY)).toContain('\nIn Python, PyTorch:\n  from pathlib import Path\n\n  root = Path("/new")\n');
  const stripped = { ...SUMMARY, privateMetadata: { stripped: 4, kept: { TIFF: 3, AVIF: 1 } } };
  expect(told(stripped)).toBe(
    `${text}  private metadata stripped from 4 files\n  3 TIFF files keep their metadata\n  1 AVIF file keeps its metadata\n`,
  );
});
