import { existsSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { nativeImage, type WebContents } from 'electron';
import { fileDragSchema } from '../../shared/file-drag.ts';

/** Goes on with a drag that began in the page as one of the system, of the files there are. @returns how many: none of anything else */
export function dragOut(contents: WebContents, sent: unknown): number {
  const drag = fileDragSchema.safeParse(sent);
  if (!drag.success) return 0;
  const files = drag.data.files.filter((file) => isAbsolute(file) && existsSync(file));
  const [file] = files;
  const icon = nativeImage.createFromDataURL(drag.data.icon);
  if (file === undefined || icon.isEmpty()) return 0;
  contents.startDrag({ file, files, icon });
  return files.length;
}
