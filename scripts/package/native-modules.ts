import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { repository, type Target } from './target.ts';

/** Modules with binaries: not bundled, but shipped as they are beside the engine. */
export const NATIVE_MODULES = ['better-sqlite3', 'sharp', 'onnxruntime-node', 'usearch', '@parcel/watcher'] as const;

/** Dependencies that only compiling from source, or downloading at install time, needs. */
const BUILD_ONLY = ['node-addon-api', 'adm-zip', 'global-agent'];

/** Folders of a module that only compiling or typing needs, by module. */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  'better-sqlite3': ['binding.gyp', 'deps', 'src'],
  sharp: ['install', 'src'],
  'onnxruntime-node': ['lib', 'script', 'node_modules'],
  usearch: ['binding.gyp', 'c', 'cmake', 'cpp', 'include', 'numkong'],
  '@parcel/watcher': ['binding.gyp', 'node_modules', 'scripts', 'src'],
};

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Names of the native modules and everything they need at run time on the target. */
export function nativeModuleClosure(target: Target): readonly string[] {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    const { dependencies = {}, optionalDependencies = {} } = manifestOf(name);
    const binaries = Object.keys(optionalDependencies).filter((optional) => isFor(optional, target));
    for (const next of [...Object.keys(dependencies), ...binaries]) {
      if (!BUILD_ONLY.includes(next)) visit(next);
    }
  };
  NATIVE_MODULES.forEach(visit);
  return [...found].sort();
}

/** Copies the closure into a `node_modules` folder, without sources and other platforms' binaries. */
export function copyNativeModules(folder: string, target: Target): void {
  for (const name of nativeModuleClosure(target)) {
    const source = packageFolder(name);
    const leftOut = new Set(LEFT_OUT[name]);
    cpSync(source, join(folder, name), {
      recursive: true,
      filter: (file) => {
        const parts = relative(source, file).split(sep);
        return !leftOut.has(parts[0] ?? '') && !isSource(file) && !isForeignBinary(parts, target);
      },
    });
  }
}

export function packageFolder(name: string): string {
  return join(repository, 'node_modules', ...name.split('/'));
}

function manifestOf(name: string): Manifest {
  const file = join(packageFolder(name), 'package.json');
  if (!existsSync(file)) throw new Error(`The module ${name} is not installed, but the package needs it. Run "npm ci" first.`);
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** `@img/sharp-linux-x64`, `@img/sharp-libvips-linux-x64` and `@parcel/watcher-linux-x64-glibc` are for linux-x64; those for musl are not. */
function isFor(name: string, { platform, arch }: Target): boolean {
  // On Windows sharp's own binary package holds libvips.
  const ofSharp = platform === 'win32' ? ['sharp'] : ['sharp', 'sharp-libvips'];
  const names = [
    ...ofSharp.map((binary) => `@img/${binary}-${platform}-${arch}`),
    `@parcel/watcher-${platform}-${arch}${platform === 'linux' ? '-glibc' : ''}`,
  ];
  return names.includes(name);
}

const isSource = (file: string): boolean => /(?<!\.d)\.[cm]?ts$|\.(?:c|cpp|map)$/.test(file);

/**
 * Binaries lie in `prebuilds/<platform>-<arch>.node` (better-sqlite3), `prebuilds/<platform>-<arch>[+<arch>]/` (usearch) or
 * `bin/<napi>/<platform>/<arch>/` (onnxruntime).
 */
function isForeignBinary([top, second, platform, arch]: readonly string[], target: Target): boolean {
  if (top === 'bin') return (platform ?? target.platform) !== target.platform || (arch ?? target.arch) !== target.arch;
  if (top !== 'prebuilds' || second === undefined) return false;
  const [system = '', ...archs] = second.replace(/\.node$/, '').split(/[-+]/);
  return system !== target.platform || !archs.includes(target.arch);
}
