import { describe, expect, it } from 'vitest';
import { engineCommand, type ShellHost } from '../../../src/main/shell/engine-command.ts';

const packaged: ShellHost = {
  isPackaged: true,
  platform: 'linux',
  appPath: '/opt/Winnow/resources/app.asar',
  resourcesPath: '/opt/Winnow/resources',
  execPath: '/opt/Winnow/winnow',
  env: { HOME: '/home/ada' },
};

describe('engineCommand', () => {
  it('uses the bundled Node on Linux, never Electron', () => {
    expect(engineCommand(packaged)).toEqual({
      command: '/opt/Winnow/resources/node/bin/node',
      entry: '/opt/Winnow/resources/engine/engine.js',
      env: { HOME: '/home/ada' },
    });
  });

  it.each(['darwin', 'win32'] as const)('uses Electron as Node on %s', (platform) => {
    const { command, env } = engineCommand({ ...packaged, platform });
    expect(command).toBe('/opt/Winnow/winnow');
    expect(env).toEqual({ HOME: '/home/ada', ELECTRON_RUN_AS_NODE: '1' });
  });

  it('runs the source with the Node that started it in the repository', () => {
    const host = { ...packaged, isPackaged: false, appPath: '/repository/dist/shell', env: { WINNOW_NODE: '/usr/bin/node24' } };
    expect(engineCommand(host)).toMatchObject({ command: '/usr/bin/node24', entry: '/repository/src/main/engine.ts' });
  });

  it('says how to start it where no Node was named', () => {
    expect(() => engineCommand({ ...packaged, isPackaged: false })).toThrow(/npm start/);
  });
});
