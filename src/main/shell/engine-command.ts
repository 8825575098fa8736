import { join, resolve } from 'node:path';

/** What the shell knows of its own process and place. */
export interface ShellHost {
  readonly isPackaged: boolean;
  readonly platform: NodeJS.Platform;
  /** Folder of the app's own files: `dist/shell` in the repository. */
  readonly appPath: string;
  readonly resourcesPath: string;
  readonly execPath: string;
  readonly env: NodeJS.ProcessEnv;
}

export interface EngineCommand {
  readonly command: string;
  /** The engine's entry, first of its arguments. */
  readonly entry: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * The engine is a plain Node process. On Linux it must not be Electron's executable: that one links the system's GLib,
 * which clashes with the one in sharp's libvips (electron#46323, sharp#4522). Elsewhere Electron run as Node is one.
 * @throws {Error} in the repository, when the shell was not started by `npm start`
 */
export function engineCommand(host: ShellHost): EngineCommand {
  if (!host.isPackaged) {
    const node = host.env.WINNOW_NODE;
    if (node === undefined) {
      throw new Error('WINNOW_NODE does not name a Node 24 for the engine. Start Winnow with "npm start", which sets it.');
    }
    return { command: node, entry: resolve(host.appPath, '../../src/main/engine.ts'), env: host.env };
  }
  const entry = join(host.resourcesPath, 'engine', 'engine.js');
  if (host.platform === 'linux') return { command: join(host.resourcesPath, 'node', 'bin', 'node'), entry, env: host.env };
  return { command: host.execPath, entry, env: { ...host.env, ELECTRON_RUN_AS_NODE: '1' } };
}
