import { assertNever } from '../../shared/errors.ts';
import { csvLayout } from './csv.ts';
import type { ExportLayout, LayoutContext } from './export-layout.ts';
import { fiftyoneLayout } from './fiftyone.ts';
import { foldersLayout } from './folders.ts';
import { huggingfaceLayout } from './huggingface.ts';
import { jsonlLayout } from './jsonl.ts';
import { labelFixesLayout } from './label-fixes.ts';
import { pathsLayout } from './paths.ts';

/** The layout of a format, made for one export. */
export function layoutOf(context: LayoutContext): ExportLayout {
  const { format } = context;
  switch (format) {
    case 'folders':
      return foldersLayout(context.plan);
    case 'csv':
      return csvLayout(context);
    case 'jsonl':
      return jsonlLayout(context);
    case 'paths':
      return pathsLayout(context);
    case 'huggingface':
      return huggingfaceLayout(context);
    case 'fiftyone':
      return fiftyoneLayout(context);
    case 'label-fixes':
      return labelFixesLayout(context);
    default:
      return assertNever(format);
  }
}
