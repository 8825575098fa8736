import { chmodSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildPage } from './build-page.ts';
import { bundleEngine } from './bundle-engine.ts';
import { bundleShell } from './bundle-shell.ts';
import { copyNativeModules, nativeModuleClosure, packageFolder } from './native-modules.ts';
import { noticesText, packagesOf } from './notices.ts';
import { repository, type Target } from './target.ts';

const COMMAND_FILES = { linux: 'winnow.sh', darwin: 'winnow-macos.sh', win32: 'winnow.cmd' } as const;

/**
 * Puts together what electron-builder.yml takes from dist/stage:
 *
 *   app/                          the shell, which becomes app.asar
 *   resources/engine/             engine.js, cli.js, workers, renderer/, models/, node_modules/ (plain Node cannot read an asar)
 *   resources/node/bin/node       on Linux only, where Electron's executable must not run the engine
 *   resources/bin/winnow          the command line
 *   resources/THIRD_PARTY_NOTICES.txt
 */
export async function stage(target: Target): Promise<void> {
  const folder = join(repository, 'dist', 'stage');
  const resources = join(folder, 'resources');
  const engine = join(resources, 'engine');
  rmSync(folder, { recursive: true, force: true });

  const page = await buildPage(join(engine, 'renderer'));
  const bundled = [...page, ...(await bundleShell(join(folder, 'app'))), ...(await bundleEngine(engine))];
  writeFileSync(join(engine, 'package.json'), '{ "type": "module" }\n');
  copyNativeModules(join(engine, 'node_modules'), target);
  cpSync(join(repository, 'assets', 'models'), join(engine, 'models'), { recursive: true });
  copyCommand(join(resources, 'bin'), target);
  const node = target.platform === 'linux' ? [copyNode(resources, target)] : [];

  const shipped = [...packagesOf(bundled), ...nativeModuleClosure(target), ...node];
  writeFileSync(join(resources, 'THIRD_PARTY_NOTICES.txt'), noticesText([...new Set(shipped)].sort()));
}

/** @returns name of the npm package that the binary is from */
function copyNode(resources: string, target: Target): string {
  const name = `node-${target.platform}-${target.arch}`;
  mkdirSync(join(resources, 'node', 'bin'), { recursive: true });
  cpSync(join(packageFolder(name), 'bin', 'node'), join(resources, 'node', 'bin', 'node'));
  return name;
}

function copyCommand(folder: string, target: Target): void {
  const command = join(folder, target.platform === 'win32' ? 'winnow.cmd' : 'winnow');
  mkdirSync(folder, { recursive: true });
  cpSync(join(repository, 'scripts', 'package', 'commands', COMMAND_FILES[target.platform]), command);
  chmodSync(command, 0o755);
}
