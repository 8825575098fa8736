import { describe, expect, it } from 'vitest';
import { decideHowToOpen, type HostFacts } from '../../../src/main/launch/decide-how-to-open.ts';

const desktop: HostFacts = {
  platform: 'linux',
  hasDisplay: true,
  missingLibraries: [],
  isRoot: false,
  sandboxBlockedBecause: null,
  electron: { state: 'installed', executable: '/electron' },
  browserOpener: '/usr/bin/xdg-open',
};

describe('decideHowToOpen', () => {
  it.each<[string, Partial<HostFacts>]>([
    ['everything is there', {}],
    ['only the binary has to be fetched', { electron: { state: 'downloadable' } }],
    ['there is no browser', { browserOpener: null }],
  ])('opens Electron where %s', (_, facts) => {
    expect(decideHowToOpen({ ...desktop, ...facts }).how).toBe('electron');
  });

  it.each<[string, Partial<HostFacts>, RegExp]>([
    [
      'libraries are missing',
      { missingLibraries: ['libgtk-3.so.0', 'libnss3.so'] },
      /not installed \(libgtk-3\.so\.0, libnss3\.so\)/,
    ],
    ['the user is root', { isRoot: true }, /root/],
    ['the sandbox is blocked', { sandboxBlockedBecause: 'user.max_user_namespaces is 0' }, /sandbox.*max_user_namespaces is 0/],
    [
      'Electron is not to be had',
      { electron: { state: 'unavailable', because: 'its server could not be reached' } },
      /^its server/,
    ],
  ])('opens the browser where %s, and says so', (_, facts, because) => {
    expect(decideHowToOpen({ ...desktop, ...facts })).toEqual({ how: 'browser', because: expect.stringMatching(because) });
  });

  it('prints the URL where there is no display, whatever else is there', () => {
    const decision = decideHowToOpen({ ...desktop, hasDisplay: false });
    expect(decision).toEqual({ how: 'url', because: expect.stringContaining('no display') });
  });

  it('prints the URL where neither Electron nor a browser can be opened, and gives both reasons', () => {
    const decision = decideHowToOpen({ ...desktop, isRoot: true, browserOpener: null });
    expect(decision).toEqual({ how: 'url', because: expect.stringMatching(/root.*xdg-open/) });
  });

  it('names the first obstacle: what cannot run is not downloaded', () => {
    const decision = decideHowToOpen({
      ...desktop,
      isRoot: true,
      missingLibraries: ['libgbm.so.1'],
      electron: { state: 'downloadable' },
    });
    expect(decision).toEqual({ how: 'browser', because: expect.stringContaining('libgbm.so.1') });
  });
});
