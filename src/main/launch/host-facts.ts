import { execFile } from 'node:child_process';
import { access, constants, readFile, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { HostFacts } from './decide-how-to-open.ts';
import { electronState } from './electron-binary.ts';
import type { Installation } from './installation.ts';

/** What Electron 45 links on Linux and a minimal system may lack. */
const ELECTRON_LIBRARIES = [
  'libgtk-3.so.0',
  'libnss3.so',
  'libatk-1.0.so.0',
  'libatk-bridge-2.0.so.0',
  'libcups.so.2',
  'libdrm.so.2',
  'libgbm.so.1',
  'libxkbcommon.so.0',
  'libasound.so.2',
] as const;

const LIBRARY_FOLDERS = ['/lib', '/usr/lib', '/lib64', '/usr/lib64', '/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu'];

/** Looks at this machine; reads files and runs `ldconfig -p`, for two seconds at most. */
export async function gatherHostFacts(installation: Installation): Promise<HostFacts> {
  const isLinux = process.platform === 'linux';
  const electron = electronState(installation);
  return {
    platform: process.platform,
    hasDisplay: !isLinux || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY),
    missingLibraries: isLinux ? await missingLibraries(ELECTRON_LIBRARIES) : [],
    isRoot: isLinux && process.getuid?.() === 0,
    sandboxBlockedBecause: isLinux ? await sandboxObstacle(electron.state === 'installed' ? electron.executable : null) : null,
    electron,
    browserOpener: await findBrowserOpener(),
  };
}

/** @returns the command that opens a URL in this system's default browser, or null */
export async function findBrowserOpener(): Promise<string | null> {
  if (process.platform === 'darwin') return 'open';
  if (process.platform === 'win32') return 'explorer.exe';
  return findOnPath('xdg-open');
}

async function findOnPath(command: string): Promise<string | null> {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const file = join(folder, command);
    if (await succeeds(access(file, constants.X_OK))) return file;
  }
  return null;
}

async function missingLibraries(wanted: readonly string[]): Promise<readonly string[]> {
  const known = await loaderCache();
  if (known !== null) return wanted.filter((name) => !known.includes(`\t${name} `));
  const found = await Promise.all(wanted.map((name) => existsInSome(LIBRARY_FOLDERS, name)));
  return wanted.filter((_, i) => found[i] === false);
}

/** What `ldconfig -p` prints; null where it cannot be run (musl, NixOS). */
async function loaderCache(): Promise<string | null> {
  const run = promisify(execFile);
  for (const ldconfig of ['/sbin/ldconfig', '/usr/sbin/ldconfig']) {
    const printed = await run(ldconfig, ['-p'], { timeout: 2000, maxBuffer: 16 << 20 }).catch(() => null);
    if (printed !== null) return printed.stdout;
  }
  return null;
}

async function existsInSome(folders: readonly string[], name: string): Promise<boolean> {
  const found = await Promise.all(folders.map((folder) => succeeds(access(join(folder, name)))));
  return found.includes(true);
}

/** Chromium's sandbox needs unprivileged user namespaces, or its helper owned by root with the setuid bit. */
async function sandboxObstacle(executable: string | null): Promise<string | null> {
  if (executable !== null && (await isSetuidRoot(join(executable, '..', 'chrome-sandbox')))) return null;
  if ((await readSetting('/proc/sys/user/max_user_namespaces')) === '0') return 'user.max_user_namespaces is 0';
  if ((await readSetting('/proc/sys/kernel/unprivileged_userns_clone')) === '0') return 'kernel.unprivileged_userns_clone is 0';
  if ((await readSetting('/proc/sys/kernel/apparmor_restrict_unprivileged_userns')) === '1') {
    return 'kernel.apparmor_restrict_unprivileged_userns is 1, as on Ubuntu since 23.10; the installed package brings what it needs';
  }
  return null;
}

async function isSetuidRoot(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => null);
  return found !== null && found.uid === 0 && (found.mode & 0o4000) !== 0;
}

/** Null where the kernel has no such setting. */
async function readSetting(file: string): Promise<string | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  return text?.trim() ?? null;
}

function succeeds(attempt: Promise<unknown>): Promise<boolean> {
  return attempt.then(
    () => true,
    () => false,
  );
}
