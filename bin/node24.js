// Finds a Node 24 to run Winnow with. Plain JavaScript that any Node >= 20 can read: it runs before we know which Node we have.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const WANTED_MAJOR = 24;

/** Hosts whose npm package `node-<os>-<arch>` exists for Node 24; package.json pins them as optional dependencies. */
const PACKAGED_HOSTS = ['darwin-x64', 'linux-arm64', 'linux-x64', 'win-x64'];

const INSTALL_HINTS = {
  darwin: '"brew install node@24", or the installer from https://nodejs.org',
  win: '"winget install OpenJS.NodeJS.LTS", or the installer from https://nodejs.org',
};
const INSTALL_HINT = 'your package manager, or https://nodejs.org';

/**
 * @param {{version: string, execPath: string, platform: string, arch: string}} [host] the Node that asks
 * @param {(specifier: string) => string} [resolve] finds a file of an installed package, or throws
 * @returns {string} path of a Node executable of version 24 or later: the running one if it is, else the one that the
 *   pinned npm package `node-<os>-<arch>` brings (an optional dependency, with its integrity in the lock file).
 * @throws {Error} with what to install, where there is neither
 */
export function findNode24(host = runningNode(), resolve = createRequire(import.meta.url).resolve) {
  if (Number(host.version.split('.')[0]) >= WANTED_MAJOR) return host.execPath;
  const os = host.platform === 'win32' ? 'win' : host.platform;
  const name = `node-${os}-${host.arch}`;
  const install = `Install Node ${WANTED_MAJOR} with ${INSTALL_HINTS[os] ?? INSTALL_HINT}`;
  const found = `Winnow needs Node ${WANTED_MAJOR} and this is Node ${host.version}`;
  if (!PACKAGED_HOSTS.includes(`${os}-${host.arch}`)) {
    throw new Error(`${found}; npm has no package that brings one to ${os}-${host.arch}. ${install}, then start again.`);
  }
  try {
    return join(dirname(resolve(`${name}/package.json`)), 'bin', os === 'win' ? 'node.exe' : 'node');
  } catch (cause) {
    throw new Error(
      `${found}; the package ${name} that brings one is not installed. Run "npm ci" again without --omit=optional. Or: ${install}.`,
      { cause },
    );
  }
}

function runningNode() {
  return { version: process.versions.node, execPath: process.execPath, platform: process.platform, arch: process.arch };
}
