import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { PrivateTag } from '../../../src/shared/private-metadata.ts';
import { extensionOf, formatOfExtension } from '../../../src/workers/decode/formats.ts';
import { privateMetadata } from '../../../src/workers/decode/private-metadata.ts';
import { SNIFF_BYTES, sniff } from '../../../src/workers/decode/sniff.ts';
import { hasTestData, testData } from '../../fixtures/test-data.ts';

type Said = Readonly<Record<string, string>>;
interface Golden {
  readonly made: readonly { readonly extension: string; readonly bytes: string; readonly said: Said }[];
  readonly looked: number;
  readonly said: Readonly<Record<string, Said>>;
}

/** Made by make-golden.py beside it, which names the versions. */
const golden = JSON.parse(readFileSync(new URL('../../golden/private-metadata/golden.json', import.meta.url), 'utf8')) as Golden;

/** ExifTool's names where they are not the standards'. */
const NAMES: Readonly<Record<string, string>> = {
  'ExifIFD:SerialNumber': 'BodySerialNumber',
  'XMP-exifEX:SerialNumber': 'exifEX:BodySerialNumber',
  'XMP-dc:Creator': 'dc:creator',
  'XMP-dc:Rights': 'dc:rights',
  'XMP-iptcCore:Location': 'Iptc4xmpCore:Location',
  'XMP-iptcExt:PersonInImage': 'Iptc4xmpExt:PersonInImage',
};
const nameOf = (tag: string): string =>
  NAMES[tag] ?? (tag.startsWith('XMP-') ? tag.slice('XMP-'.length) : tag.replace(/^.*:/, '').replace(/-[a-z]{2}$/, ''));

/** What ExifTool found but for values that say nothing, which Winnow leaves out. */
function telling(said: Said): Said {
  const told = Object.entries(said).filter(
    ([tag, value]) => !tag.endsWith('GPSLatitude') && !/^(0+|unknown|Picasa .*)$/.test(value),
  );
  return Object.fromEntries(told.map(([tag, value]) => [nameOf(tag), value]));
}

const foundIn = (tags: readonly PrivateTag[]): Said =>
  Object.fromEntries(tags.filter(({ kind }) => kind !== 'position').map(({ tag, value }) => [tag, value]));

describe('finds what ExifTool wrote', () => {
  test.each(
    golden.made.map(({ extension, bytes, said }, number) => ({ name: `${number}: ${extension}`, extension, bytes, said })),
  )('$name', ({ extension, bytes, said }) => {
    const tags = privateMetadata(Buffer.from(bytes, 'base64'), formatOfExtension(extension) ?? '');
    expect(foundIn(tags)).toEqual(telling(said));
    const positions = tags.filter(({ kind }) => kind === 'position').map(({ value }) => value);
    const hasPosition = Object.keys(said).some((tag) => tag.endsWith('GPSLatitude'));
    expect(positions).toEqual(hasPosition ? ['33.857° S, 151.215° E'] : []);
  });
});

describe.skipIf(!hasTestData)('real files', () => {
  /** Where Winnow says other things, which and why. */
  const OTHERWISE: Readonly<Record<string, (said: Said) => Said>> = {
    // ExifTool has the parts of an address as tags of their own.
    'bad-inputs/sharp/test/fixtures/tifftag-photoshop.tiff': (said) => ({
      ...said,
      'Iptc4xmpCore:CreatorContactInfo': '1141KJ, +31651330058, Netherlands, Monnickendam, Bereklauw …',
    }),
    // Bytes instead of a text, here and in the next.
    'bad-inputs/image-webp/tests/images/regression/tiny.webp': ({ OwnerName: _, ...said }) => said,
    'classify/imagenet-sample-images/n03337140_file.JPEG': () => ({}),
  };

  test('say what ExifTool finds in them, and nothing where it finds nothing', () => {
    let looked = 0;
    for (const folder of ['bad-inputs', 'classify/imagenet-sample-images', 'classify/clothing-dataset-small']) {
      for (const path of pictures(folder)) {
        const bytes = readFileSync(testData(path));
        const format = sniff(bytes.subarray(0, SNIFF_BYTES), extensionOf(path));
        const found = foundIn(privateMetadata(bytes, format ?? ''));
        looked++;
        const said = telling(golden.said[path] ?? {});
        expect([path, found]).toEqual([path, OTHERWISE[path]?.(said) ?? said]);
      }
    }
    expect(looked).toBe(golden.looked);
  });

  function pictures(folder: string): string[] {
    const entries = readdirSync(testData(folder), { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && /\.(jpe?g|png|webp|gif|tiff?|avif)$/i.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name).slice(testData('').length + 1));
  }
});

async function jpegWith(exif: Parameters<ReturnType<typeof sharp>['withExif']>[0]): Promise<readonly PrivateTag[]> {
  const image = sharp({ create: { width: 4, height: 4, channels: 3, background: '#123456' } });
  return privateMetadata(await image.withExif(exif).jpeg().toBuffer(), 'jpeg');
}

describe('says nothing', () => {
  test.each([
    ['of a file without metadata', {}],
    ['of names that are empty, blank or no name', { IFD0: { Artist: ' ', Copyright: '...', Make: 'Canon', Software: 'Jane' } }],
    ['of serial numbers of zeros', { IFD2: { BodySerialNumber: '0000', LensSerialNumber: '-' } }],
    ['of a receiver without a fix', { IFD3: { GPSLatitude: '0/1 0/1 0/1', GPSLongitude: '0/1 0/1 0/1' } }],
    ['of half a position', { IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '46/1 32/1 51/1' } }],
    ['of a position that is none', { IFD3: { GPSLatitude: '91/1 0/1 0/1', GPSLongitude: '7/1 0/1 0/1' } }],
  ])('%s', async (_what, exif) => {
    expect(await jpegWith(exif)).toEqual([]);
  });
});

test('a long value is shortened to 60 characters', async () => {
  const [tag] = await jpegWith({ IFD0: { Artist: 'Ada Example '.repeat(20) } });
  expect(tag?.value).toHaveLength(60);
  expect(tag?.value).toMatch(/^Ada Example .*…$/);
});

test('an XMP packet may call its namespaces as it likes, and write properties as attributes', () => {
  const packet = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:q='http://purl.org/dc/elements/1.1/'
    xmlns:a="http://ns.adobe.com/exif/1.0/aux/" a:SerialNumber="S&amp;1" q:creatorTool="no"><q:creator><rdf:Seq><rdf:li>Ada &#x45;.</rdf:li>
    <rdf:li>B</rdf:li></rdf:Seq></q:creator></rdf:Description></rdf:RDF>`;
  expect(privateMetadata(jpegOf(xmpSegment(packet)), 'jpeg')).toEqual([
    { kind: 'serial-number', tag: 'aux:SerialNumber', value: 'S&1' },
    { kind: 'person', tag: 'dc:creator', value: 'Ada E., B' },
  ]);
});

describe('damaged metadata', () => {
  const sound = golden.made.map(({ extension, bytes }) => ({
    format: formatOfExtension(extension) ?? '',
    bytes: Buffer.from(bytes, 'base64'),
  }));

  test('never throws, and gives no more than it may', () => {
    const changes = fc.array(fc.tuple(fc.nat(1 << 20), fc.nat(255)), { maxLength: 8 });
    fc.assert(
      fc.property(fc.nat(sound.length - 1), changes, fc.nat(1 << 20), fc.boolean(), (which, bytes, end, isCut) => {
        const { format, bytes: original } = sound[which] ?? { format: '', bytes: Buffer.alloc(0) };
        const file = Buffer.from(original);
        for (const [at, byte] of bytes) file[at % file.length] = byte;
        const tags = privateMetadata(isCut ? file.subarray(0, end % file.length) : file, format);
        expect(tags.length).toBeLessThanOrEqual(32);
        for (const { value } of tags) expect([...value].length).toBeLessThanOrEqual(60);
      }),
      { numRuns: 3000 },
    );
  });

  test('of one block leaves the others readable', () => {
    const broken = segment(0xe1, Buffer.from('Exif\0\0MM\0*\xff\xff\xff\xff', 'latin1'));
    const sane = xmpSegment('<x xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Ada</dc:creator></x>');
    expect(privateMetadata(jpegOf(broken, sane), 'jpeg')).toEqual([{ kind: 'person', tag: 'dc:creator', value: 'Ada' }]);
  });
});

function segment(marker: number, payload: Uint8Array): Buffer {
  return Buffer.concat([Buffer.of(0xff, marker, (payload.length + 2) >> 8, (payload.length + 2) & 255), payload]);
}

function xmpSegment(packet: string): Buffer {
  return segment(0xe1, Buffer.concat([Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1'), Buffer.from(packet)]));
}

/** A JPEG as far as metadata go. */
function jpegOf(...segments: readonly Buffer[]): Buffer {
  return Buffer.concat([Buffer.of(0xff, 0xd8), ...segments, Buffer.of(0xff, 0xda, 0, 2, 0xff, 0xd9)]);
}
