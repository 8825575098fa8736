import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../..', import.meta.url));

/** What a package is made for: always this machine, since npm installs native modules for no other. */
export interface Target {
  readonly platform: 'linux' | 'darwin' | 'win32';
  readonly arch: 'x64' | 'arm64';
}

/** @throws {Error} on a platform that Winnow is not packaged for */
export function hostTarget(): Target {
  const { platform, arch } = process;
  if (platform !== 'linux' && platform !== 'darwin' && platform !== 'win32') throw new Error(unknownHost(platform, arch));
  if (arch !== 'x64' && arch !== 'arm64') throw new Error(unknownHost(platform, arch));
  return { platform, arch };
}

function unknownHost(platform: string, arch: string): string {
  return `Winnow is packaged for Linux, macOS and Windows on x64 and arm64; this is ${platform}-${arch}.`;
}
