import { parseArgs } from 'node:util';
import { stage } from './package/stage.ts';
import { hostTarget } from './package/target.ts';
import { runNode } from './run-steps.ts';

/**
 * `npm run package`: the desktop app for this machine's platform, into release/.
 *
 *   --dir                  only the unpacked app, no installer (needs no download beside Electron)
 *   --electron-dist PATH   an unpacked Electron to take instead of downloading it
 *   --output DIR           instead of release/
 */
const { values } = parseArgs({
  options: {
    dir: { type: 'boolean', default: false },
    'electron-dist': { type: 'string' },
    output: { type: 'string' },
  },
});

const BUILDER_PLATFORM = { linux: '--linux', darwin: '--mac', win32: '--win' } as const;
const target = hostTarget();
await stage(target);

const electronDist = values['electron-dist'];
const status = await runNode('node_modules/electron-builder/cli.js', [
  BUILDER_PLATFORM[target.platform],
  ...(values.dir ? ['dir'] : []),
  `--${target.arch}`,
  '--publish=never',
  ...(electronDist === undefined ? [] : [`-c.electronDist=${electronDist}`]),
  ...(values.output === undefined ? [] : [`-c.directories.output=${values.output}`]),
]);
process.exit(status);
