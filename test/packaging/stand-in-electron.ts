import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Makes a folder that electron-builder takes for an unpacked Electron of Linux: a script where the executable would be,
 * and the files it expects beside it.
 */
export function makeStandInElectron(folder: string): void {
  mkdirSync(join(folder, 'locales'), { recursive: true });
  mkdirSync(join(folder, 'resources'));
  for (const file of ['LICENSE', 'LICENSES.chromium.html', 'version', 'locales/en-US.pak', 'locales/de.pak']) {
    writeFileSync(join(folder, file), 'stand-in\n');
  }
  for (const program of ['electron', 'chrome-sandbox', 'chrome_crashpad_handler']) {
    writeFileSync(join(folder, program), '#!/bin/sh\necho "stand-in for Electron" "$@"\n');
    chmodSync(join(folder, program), 0o755);
  }
}
