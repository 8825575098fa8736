import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from './native-modules.ts';
import { repository } from './target.ts';

/** What a shipped npm package says of itself. */
export interface PackageLicence {
  readonly name: string;
  readonly version: string;
  /** SPDX expression. */
  readonly spdx: string;
  readonly homepage: string;
  /** Every licence and notice file it brings, or the standard text of its licence where it brings none. */
  readonly texts: readonly string[];
}

const LICENCE_FILE = /^(licen[cs]e|copying|notice)/i;
const STANDARD_TEXTS = join(repository, 'assets', 'licenses');

/** What LGPL section 4 asks for, beside the licence's text. */
const LIBVIPS_NOTICE = `sharp uses libvips and the libraries it is built from, in the shared library libvips-cpp below
engine/node_modules/@img. libvips is free software under the GNU Lesser General Public License, version 3 or later
(LGPL-2.1-or-later upstream), and so are some of the libraries in it; they are listed below with their licences. The
shared library can be replaced by a modified version with the same interface. Its sources and build scripts:
https://github.com/lovell/sharp-libvips`;

/** @param files absolute paths of bundled source files @returns names of the npm packages they are from, sorted */
export function packagesOf(files: readonly string[]): readonly string[] {
  const names = files.map((file) => {
    const below = file.replaceAll('\\', '/').split('/node_modules/').at(-1);
    const parts = below === file ? [] : (below ?? '').split('/');
    return parts.slice(0, parts[0]?.startsWith('@') === true ? 2 : 1).join('/');
  });
  return [...new Set(names)].filter((name) => existsSync(join(packageFolder(name), 'package.json')) && name !== '').sort();
}

/** @throws {Error} when a package neither brings its licence nor has one whose standard text we hold */
export function readLicence(name: string): PackageLicence {
  const folder = packageFolder(name);
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const spdx: string = manifest.license;
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile() && LICENCE_FILE.test(entry.name));
  const own = files.map((file) => readFileSync(join(folder, file.name), 'utf8').trim());
  const texts = own.length > 0 ? own : [standardText(name, spdx, authorOf(manifest))];
  return { name, version: manifest.version, spdx, homepage: homepageOf(manifest), texts };
}

/** The document that is shipped: every package's licence in full, and libvips' own. */
export function noticesText(names: readonly string[]): string {
  const licences = names.map(readLicence);
  const overview = licences.map(({ name, version, spdx }) => `- ${name} ${version}: ${spdx}`).join('\n');
  const head = `Winnow is made with the following software. Electron's own notices are in LICENSE.electron.txt and LICENSES.chromium.html.\n\n${overview}`;
  return `${[head, ...licences.map(section), ...libvipsSections(names)].join(`\n\n${'='.repeat(100)}\n\n`)}\n`;
}

function section(licence: PackageLicence): string {
  const title = `${licence.name} ${licence.version} (${licence.spdx})\n${licence.homepage}`;
  return [title, ...licence.texts].join('\n\n');
}

function libvipsSections(names: readonly string[]): readonly string[] {
  const libvips = names.find((name) => name.startsWith('@img/sharp-libvips-') || name.startsWith('@img/sharp-win32-'));
  if (libvips === undefined) return [];
  const parts = readFileSync(join(packageFolder(libvips), 'README.md'), 'utf8').trim();
  const gpl = readFileSync(join(STANDARD_TEXTS, 'GPL-3.0.txt'), 'utf8').trim();
  return [`${LIBVIPS_NOTICE}\n\n${parts}`, `The GNU General Public License, which the LGPL refers to\n\n${gpl}`];
}

function standardText(name: string, spdx: string, author: string): string {
  const file = join(STANDARD_TEXTS, `${spdx}.txt`);
  if (!existsSync(file)) {
    throw new Error(
      `${name} is under ${spdx} and brings no licence text. Put the standard one into assets/licenses/${spdx}.txt.`,
    );
  }
  return `Copyright (c) ${author}\n\n${readFileSync(file, 'utf8').trim()}`;
}

function authorOf(manifest: { readonly author?: string | { readonly name: string }; readonly name: string }): string {
  const { author } = manifest;
  return (typeof author === 'string' ? author : author?.name) ?? `the authors of ${manifest.name}`;
}

function homepageOf(manifest: { readonly homepage?: string; readonly repository?: string | { readonly url: string } }): string {
  const { repository: source } = manifest;
  return manifest.homepage ?? (typeof source === 'string' ? source : source?.url) ?? '';
}
