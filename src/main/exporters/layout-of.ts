import { assertNever } from '../../shared/errors.ts';
import type { ExportFormat } from '../../shared/export.ts';
import { csvLayout } from './csv.ts';
import type { ExportLayout } from './export-layout.ts';
import { foldersLayout } from './folders.ts';
import type { ExportPlan } from './plan-export.ts';

/** @param sourceFolder of the dataset, absolute */
export function layoutOf(format: ExportFormat, plan: ExportPlan, sourceFolder: string): ExportLayout {
  switch (format) {
    case 'folders':
      return foldersLayout(plan);
    case 'csv':
      return csvLayout(sourceFolder);
    default:
      return assertNever(format);
  }
}
