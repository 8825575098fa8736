import { describe, expect, it } from 'vitest';
import { nativeModuleClosure } from '../../scripts/package/native-modules.ts';
import { noticesText, packagesOf, readLicence } from '../../scripts/package/notices.ts';
import { hostTarget } from '../../scripts/package/target.ts';

describe('packagesOf', () => {
  it('finds the package of a file: scoped, nested, and none of our own', () => {
    const files = [
      '/repository/node_modules/hono/dist/index.js',
      '/repository/node_modules/@mantine/core/esm/Button.mjs',
      'C:\\repository\\node_modules\\zod\\index.js',
      '/repository/node_modules/hono/node_modules/commander/index.js',
      '/repository/src/main/engine.ts',
      '\0vite/modulepreload-polyfill.js',
    ];
    expect(packagesOf(files)).toEqual(['@mantine/core', 'commander', 'hono', 'zod']);
  });
});

describe('readLicence', () => {
  it('takes the text that the package brings', () => {
    expect(readLicence('hono').texts[0]).toMatch(/MIT License[\s\S]*Yusuke Wada/);
  });

  it('puts the standard text under the authors’ name where the package brings none', () => {
    const { spdx, texts } = readLicence('decode-ico');
    expect(spdx).toBe('MIT');
    expect(texts[0]).toMatch(/^Copyright \(c\) the authors of decode-ico[\s\S]*Permission is hereby granted/);
  });
});

describe('noticesText', () => {
  it('lists what is shipped and gives every licence in full', () => {
    const text = noticesText(['hono', 'semver']);
    expect(text).toMatch(/^- hono [\d.]+: MIT\n- semver [\d.]+: ISC$/m);
    expect(text).toContain('Permission to use, copy, modify, and/or distribute');
    expect(text).not.toContain('LESSER');
  });

  it('adds what the LGPL asks for where libvips is shipped', () => {
    const libvips = nativeModuleClosure(hostTarget());
    const text = noticesText(libvips);
    expect(text).toContain('GNU LESSER GENERAL PUBLIC LICENSE');
    expect(text).toContain('https://github.com/lovell/sharp-libvips');
    expect(text).toMatch(/can be replaced by a modified version/);
  });
});
