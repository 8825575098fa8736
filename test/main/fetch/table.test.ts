import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { userAgentOf } from '../../../src/main/fetch/contact.ts';
import { detectUrlColumns } from '../../../src/main/fetch/detect-url-columns.ts';
import { csvLine } from '../../../src/main/fetch/fetched-list.ts';
import { previewFetch } from '../../../src/main/fetch/preview-fetch.ts';
import { createRepeatedKeys } from '../../../src/main/fetch/repeated-keys.ts';
import { keyName, keyNameKey, rowPlace } from '../../../src/main/fetch/row-place.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';
import { fetchTable, listed } from './fetch-table.ts';
import { closeServers, sendPicture, servePictures } from './picture-server.ts';

let base: string;
beforeEach(() => {
  base = tempFolder();
});
afterEach(closeServers);

describe('columns are told by names and content', () => {
  const head = (columns: Readonly<Record<string, readonly (string | number | null)[]>>) =>
    Object.entries(columns).map(([name, cells]) => ({ name, cells }));
  const urls = ['https://a.example/1.jpg', 'https://b.example/2.jpg'];
  const pages = ['https://a.example/page', 'https://b.example/page'];

  test('LAION', () => {
    const columns = head({ SAMPLE_ID: [1, 2], URL: urls, TEXT: ['a cat', 'a dog'], LICENSE: ['?', '?'], NSFW: ['no', 'no'] });
    expect(detectUrlColumns(columns)).toEqual({ url: 'URL', key: 'SAMPLE_ID', licence: 'LICENSE', label: null, caption: 'TEXT' });
  });

  test('Open Images', () => {
    const columns = head({
      ...{ ImageID: ['000a', '000b'], Subset: ['train', 'train'], OriginalURL: urls, OriginalLandingURL: pages },
      ...{ License: ['https://creativecommons.org/licenses/by/2.0/', 'https://creativecommons.org/licenses/by/2.0/'] },
      ...{ AuthorProfileURL: pages, Title: ['one', 'two'], Thumbnail300KURL: urls },
    });
    const found = { url: 'OriginalURL', key: 'ImageID', licence: 'License', label: null, caption: 'Title' };
    expect(detectUrlColumns(columns)).toEqual(found);
    expect(detectUrlColumns(columns, { url: 'Thumbnail300KURL', caption: null })).toEqual({
      ...found,
      url: 'Thumbnail300KURL',
      caption: null,
    });
  });

  test('names that say nothing', () => {
    const columns = head({ 'column 1': pages, 'column 2': urls, 'column 3': ['cat', 'dog'] });
    expect(detectUrlColumns(columns)).toMatchObject({ url: 'column 2', key: null, label: null });
  });

  test('a key has to be of one row alone; a column named url has to hold addresses', () => {
    const columns = head({ url: ['a', 'b'], link: urls, id: ['x', 'x'], name: ['y', null], LABEL: ['cat', 'dog'] });
    expect(detectUrlColumns(columns)).toMatchObject({ url: 'link', key: null, label: 'LABEL' });
  });
});

test('a preview reads nothing but the beginning, and says which hosts there are', async () => {
  const table = join(base, 'table.tsv');
  writeFileSync(table, 'url\tlabel\nhttps://a.example/1.jpg\tcat\nhttps://a.example/2.jpg\t\nhttp://b.example:8080/3\tdog\n');
  const preview = await previewFetch({ table }, new AbortController().signal);
  expect(preview).toMatchObject({
    ...{
      format: 'csv',
      looked: 3,
      hosts: [
        { host: 'a.example', rows: 2 },
        { host: 'b.example:8080', rows: 1 },
      ],
    },
    columns: [
      { name: 'url', role: 'url' },
      { name: 'label', role: 'label', examples: ['cat', 'dog'] },
    ],
  });
  await expect(previewFetch({ table, columns: { label: 'lable' } }, new AbortController().signal)).rejects.toMatchObject({
    code: 'bad_request',
    message: 'table.tsv has no column "lable". Did you mean "label"? Its columns: url, label.',
  });
});

test('a bare list of addresses is a table', async () => {
  const { url } = await servePictures({ '/a': sendPicture(), '/b': sendPicture() });
  await fetchTable({ base, table: `${url}/a\n\n${url}/b\n` });
  expect(listed(base).map(({ path }) => path)).toEqual(['part-00000/000000001.bmp', 'part-00000/000000002.bmp']);
});

test('a table without addresses is refused before a folder is made', async () => {
  await expect(fetchTable({ base, table: 'name,label\na,cat\n' })).rejects.toMatchObject({
    code: 'bad_request',
    message: 'table.csv has no column of addresses that begin with http:// or https://. Its columns: name, label.',
  });
});

test('all that the table says is carried into the list, under names that tell it from what we say', async () => {
  const { url } = await servePictures({ '/a': sendPicture() });
  const table = `Key,URL,License,TEXT,LABEL,status,similarity\nk/1.png,${url}/a,CC-BY,"a ""cat"", or\ntwo",cat,open,0.31\n`;
  const before = Date.now();
  await fetchTable({ base, table });
  const [row] = listed(base);
  expect(row).toMatchObject({
    ...{ path: 'part-00000/k_1.bmp', url: `${url}/a`, status: 'fetched', reason: '', licence: 'CC-BY', row: '1', key: 'k/1.png' },
    ...{ label: 'cat', caption: 'a "cat", or\ntwo', status_in_table: 'open', similarity: '0.31' },
    sha256: expect.stringMatching(/^[\da-f]{64}$/),
  });
  expect(Date.parse(row?.time ?? '')).toBeGreaterThanOrEqual(before);
});

describe('files', () => {
  const anyKey = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.constantFrom('a', 'A', 'a~2', 'con', '..', 'é', 'e\u0301', '00000001', 'row'),
  );

  test('no two rows have the same place, whatever their keys; every name is one that file systems take', () => {
    fc.assert(
      fc.property(fc.array(anyKey, { maxLength: 40 }), (keys) => {
        const repeated = new Map<number, number>();
        for (const key of keys.map(keyName)) repeated.set(keyNameKey(key), (repeated.get(keyNameKey(key)) ?? 0) + 1);
        const places = keys.map((key, i) => rowPlace(i + 1, keyName(key), (repeated.get(keyNameKey(keyName(key))) ?? 0) > 1));
        expect(new Set(places.map((place) => place.normalize('NFC').toUpperCase().toLowerCase())).size).toBe(keys.length);
        for (const place of places) {
          // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must not be in a name
          expect(place).toMatch(/^part-00000\/[^\u0000-\u001f<>:"/\\|?*.\s][^\u0000-\u001f<>:"/\\|?*]*$/);
          expect(Buffer.byteLength(place)).toBeLessThan(200);
        }
      }),
    );
  });

  test('ten thousand lie in a folder', () => {
    expect([1, 10_000, 10_001].map((row) => rowPlace(row, null, false))).toEqual([
      'part-00000/000000001',
      'part-00000/000010000',
      'part-00001/000010001',
    ]);
  });
});

test('lines of the list are read back as they were', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 3, maxLength: 3 }), { minLength: 1 }), (rows) => {
      // A row of nothing is an empty line for some readers; ours never is.
      const lines = rows.map(([first, ...others]) => [`x${first}`, ...others]);
      expect(parse(lines.map(csvLine).join(''))).toEqual(lines);
    }),
  );
});

test('keys that come more than once are found', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(2000), { maxLength: 3000 }), async (keys) => {
      const repeated = createRepeatedKeys();
      for (const key of keys) repeated.add(key);
      const expected = new Set(keys.filter((key, i) => keys.indexOf(key) !== i));
      expect(await repeated.find(() => undefined)).toEqual(expected);
    }),
    { numRuns: 20 },
  );
});

test('a contact is an e-mail or a web address', () => {
  expect(userAgentOf(' me@example.org ')).toMatch(/\(\+mailto:me@example\.org\)$/);
  expect(userAgentOf('mailto:first.last+tag@sub.example.org')).toMatch(/\(\+mailto:first\.last\+tag@sub\.example\.org\)$/);
  expect(userAgentOf('https://lab.example/crawl')).toMatch(/\(\+https:\/\/lab\.example\/crawl\)$/);
  for (const wrong of ['', 'me', 'me@home', '@example.org', 'https://', 'a@b.org\r\nx: y', 'ü@example.org', 'me@example.org)']) {
    expect(() => userAgentOf(wrong), wrong).toThrow(/an e-mail address or the address of a web page is needed/);
  }
});
