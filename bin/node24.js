// Finds a Node 24 to run Winnow with. Plain JavaScript that any Node >= 20 can read: it runs before we know which Node we have.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const WANTED_MAJOR = 24;

/**
 * @returns {string} path of a Node executable of version 24 or later: the running one if it is, else the pinned npm
 *   package `node-<os>-<arch>` (an optional dependency, with its integrity in the lock file).
 * @throws {Error} with what to install, where there is neither.
 */
export function findNode24() {
  if (Number(process.versions.node.split('.')[0]) >= WANTED_MAJOR) return process.execPath;
  const os = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${os}-${process.arch}`;
  try {
    const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
    return join(dirname(manifest), 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  } catch (cause) {
    throw new Error(
      `Winnow needs Node ${WANTED_MAJOR}; this is ${process.version}, and the package ${name} that brings it is not installed. ` +
        `Install Node ${WANTED_MAJOR} from your package manager, or run "npm ci" again without --omit=optional.`,
      { cause },
    );
  }
}
