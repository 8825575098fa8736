import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { extensionOf, formatOfExtension } from '../../../src/workers/decode/formats.ts';
import { sniff } from '../../../src/workers/decode/sniff.ts';

const bytes = (latin1: string, length = 64): Uint8Array => {
  const text = Buffer.from(latin1, 'latin1');
  return Buffer.concat([text, Buffer.alloc(Math.max(0, length - text.length), 1)]);
};
const ftyp = (...brands: string[]): Uint8Array => {
  const box = Buffer.from(`\0\0\0\0ftyp${brands[0]}\0\0\0\0${brands.slice(1).join('')}`, 'latin1');
  box.writeUInt32BE(box.length);
  return Buffer.concat([box, Buffer.alloc(40, 1)]);
};
/** Little-endian TIFF whose first directory holds these tags. */
const tiff = (...tags: number[]): Uint8Array => {
  const file = Buffer.alloc(10 + tags.length * 12);
  file.write('II*\0', 'latin1');
  file.writeUInt32LE(8, 4);
  file.writeUInt16LE(tags.length, 8);
  tags.forEach((tag, index) => {
    file.writeUInt16LE(tag, 10 + index * 12);
  });
  return file;
};

describe('knows a file by its content', () => {
  const cases: readonly (readonly [format: string | null, name: string, head: Uint8Array])[] = [
    ['jpeg', 'a.png', bytes('\xff\xd8\xff\xe0\0\x10JFIF')],
    ['jpeg', 'broken.jpg', bytes('\xff\xd8junk')],
    [null, 'junk', bytes('\xff\xd8junk\0')],
    ['png', 'a.jpg', bytes('\x89PNG\r\n\x1a\n\0\0\0\rIHDR')],
    ['gif', 'a', bytes('GIF89a')],
    ['webp', 'a', bytes('RIFF\x10\0\0\0WEBPVP8 ')],
    ['tiff', 'a', tiff(256, 257)],
    ['tiff', 'big.tif', bytes('MM\0+\0\b\0\0')],
    ['bmp', 'a', bytes('BM\x10\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0')],
    ['text', 'a', Buffer.from('BMW is a car')],
    ['ico', 'a', bytes('\0\0\x01\0\x02\0\x10\x10\0\0\x01\0')],
    ['svg', 'a', Buffer.from('\ufeff<?xml version="1.0"?>\n<!-- drawn -->\n<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['svg', 'a', Buffer.from('<svg:svg xmlns:svg="http://www.w3.org/2000/svg"></svg:svg>')],
    ['svg', 'a.svgz', bytes('\x1f\x8b\b')],
    ['gzip', 'a.gz', bytes('\x1f\x8b\b')],
    ['avif', 'a', ftyp('avif', 'mif1', 'miaf')],
    ['avif', 'a', ftyp('mif1', 'avif', 'miaf')],
    ['heic', 'a.jpg', ftyp('heic', 'mif1')],
    ['heic', 'a', ftyp('mif1', 'heic')],
    ['heif', 'a', ftyp('mif1', 'miaf')],
    ['cr3', 'a', ftyp('crx ', 'isom')],
    ['mov', 'a', ftyp('qt  ')],
    ['mp4', 'a', ftyp('isom', 'mp42')],
    ['jxl', 'a', bytes('\xff\x0a\xfa')],
    ['jxl', 'a', bytes('\0\0\0\x0cJXL \r\n\x87\n')],
    ['jp2', 'a', bytes('\0\0\0\x0cjP  \r\n\x87\n')],
    ['j2k', 'a', bytes('\xff\x4f\xff\x51')],
    ['psd', 'a', bytes('8BPS\0\x01')],
    ['cr2', 'a', bytes('II*\0\x10\0\0\0CR\x02\0')],
    ['dng', 'a.tif', tiff(256, 0xc612)],
    ['nef', 'a.nef', tiff(256)],
    ['arw', 'a.arw', tiff(256)],
    ['orf', 'a', bytes('IIRO\b\0\0\0')],
    ['rw2', 'a', bytes('IIU\0\b\0\0\0')],
    ['raf', 'a', bytes('FUJIFILMCCD-RAW 0201')],
    ['exr', 'a', bytes('\x76\x2f\x31\x01')],
    ['hdr', 'a', bytes('#?RADIANCE\n')],
    ['pnm', 'a', bytes('P6\n640 480\n255\n')],
    ['pnm', 'a', bytes('Pf\n640 480\n-1\n')],
    ['tga', 'a.tga', bytes('\0\0\x02\0\0\0\0\0\0\0\0\0')],
    ['qoi', 'a', bytes('qoif')],
    ['dds', 'a', bytes('DDS |\0\0\0')],
    ['ktx', 'a', bytes('\xabKTX 11\xbb\r\n\x1a\n')],
    ['fits', 'a', bytes('SIMPLE  =                    T')],
    ['pcx', 'a', bytes('\x0a\x05\x01\x08')],
    ['dicom', 'a', bytes(`${'\0'.repeat(128)}DICM`, 160)],
    ['icns', 'a', bytes('icns\0\0')],
    ['eps', 'a', Buffer.from('%!PS-Adobe-3.0 EPSF-3.0')],
    ['pdf', 'a.jpg', Buffer.from('%PDF-1.7')],
    ['zip', 'a', bytes('PK\x03\x04')],
    ['html', 'a.jpg', Buffer.from('\n<!DOCTYPE html><html><svg></svg></html>')],
    ['xml', 'a', Buffer.from('<?xml version="1.0"?><annotation/>')],
    ['text', 'a.jpg', Buffer.from('Grüße, kein Bild\n')],
    [null, 'a.jpg', bytes('\0\x01\x02\x03')],
    [null, 'a.jpg', new Uint8Array()],
  ];
  test.each(cases)('%s in %s', (format, name, head) => {
    expect(sniff(head, extensionOf(name))).toBe(format);
  });
});

test('never throws, whatever the bytes', () => {
  const starts = ['', 'II*\0', 'MM\0*', '\0\0\0\x20ftyp', '\0\0\x01\0', 'BM', '<svg', 'RIFF'];
  fc.assert(
    fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 80 }), (start, rest) => {
      sniff(Buffer.concat([Buffer.from(start, 'latin1'), rest]), 'tga');
    }),
  );
});

test('extensions are read without their case and never from a folder or a hidden name', () => {
  expect(extensionOf('a/b.JPG')).toBe('jpg');
  expect(extensionOf('a.jpg/b')).toBe('');
  expect(extensionOf('.jpg')).toBe('');
  expect(extensionOf('dir/.png')).toBe('');
  expect(formatOfExtension('jfif')).toBe('jpeg');
  expect(formatOfExtension('txt')).toBeNull();
});
