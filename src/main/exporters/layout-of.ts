import { assertNever } from '../../shared/errors.ts';
import { cocoLayout } from './coco.ts';
import { csvLayout } from './csv.ts';
import { cvatLayout } from './cvat.ts';
import type { ExportLayout, LayoutContext } from './export-layout.ts';
import { fiftyoneLayout } from './fiftyone.ts';
import { foldersLayout } from './folders.ts';
import { huggingfaceLayout } from './huggingface.ts';
import { jsonlLayout } from './jsonl.ts';
import { kittiLayout } from './kitti.ts';
import { labelFixesLayout } from './label-fixes.ts';
import { labelMeLayout } from './labelme.ts';
import { openImagesLayout } from './open-images.ts';
import { pathsLayout } from './paths.ts';
import { vocLayout } from './voc.ts';
import { yoloLayout } from './yolo.ts';

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
    case 'coco':
      return cocoLayout(context);
    case 'yolo':
      return yoloLayout(context);
    case 'voc':
      return vocLayout(context);
    case 'openimages':
      return openImagesLayout(context);
    case 'cvat':
      return cvatLayout(context);
    case 'labelme':
      return labelMeLayout(context);
    case 'kitti':
      return kittiLayout(context);
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
