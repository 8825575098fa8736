import { formatOfExtension } from './formats.ts';
import { sniffBmff } from './sniff-bmff.ts';
import { sniffTiff } from './sniff-tiff.ts';

/** Bytes from the start of a file that `sniff` wants: SVG may open with a long comment. */
export const SNIFF_BYTES = 4096;

/** Latin-1 text that a format's files hold at an offset. */
const MAGIC: readonly (readonly [format: string, offset: number, text: string])[] = [
  ['jpeg', 0, '\xff\xd8\xff'],
  ['png', 0, '\x89PNG\r\n\x1a\n'],
  ['gif', 0, 'GIF8'],
  ['psd', 0, '8BPS'],
  ['jxl', 0, '\xff\x0a'],
  ['jxl', 0, '\0\0\0\x0cJXL \r\n\x87\n'],
  ['jp2', 0, '\0\0\0\x0cjP  \r\n\x87\n'],
  ['j2k', 0, '\xff\x4f\xff\x51'],
  ['raf', 0, 'FUJIFILMCCD-RAW'],
  ['exr', 0, '\x76\x2f\x31\x01'],
  ['hdr', 0, '#?RADIANCE'],
  ['hdr', 0, '#?RGBE'],
  ['qoi', 0, 'qoif'],
  ['dds', 0, 'DDS '],
  ['ktx', 0, '\xabKTX '],
  ['fits', 0, 'SIMPLE  ='],
  ['dicom', 128, 'DICM'],
  ['icns', 0, 'icns'],
  ['xcf', 0, 'gimp xcf'],
  ['vips', 0, '\xb6\xa6\xf2\x08'],
  ['vips', 0, '\x08\xf2\xa6\xb6'],
  ['eps', 0, '%!PS'],
  ['eps', 0, '\xc5\xd0\xd3\xc6'],
  ['pdf', 0, '%PDF-'],
  ['zip', 0, 'PK\x03\x04'],
];

/** Formats whose signature alone is too short or too common: more of the header, or the extension, must agree. */
const WEAK_MAGIC: readonly (readonly [format: string, matches: (head: Uint8Array, extension: string) => boolean])[] = [
  ['webp', (head) => isText(head, 0, 'RIFF') && isText(head, 8, 'WEBP')],
  ['bmp', (head) => isText(head, 0, 'BM') && isText(head, 15, '\0\0\0') && isWithin(head[14], 12, 124)],
  [
    'ico',
    (head) => isText(head, 0, '\0\0') && isWithin(head[2], 1, 2) && head[3] === 0 && isWithin(head[4], 1, 255) && head[9] === 0,
  ],
  [
    'pnm',
    (head) =>
      isText(head, 0, 'P') && '1234567Ff'.includes(latin1(head, 2).slice(1)) && '\n\r\t #'.includes(latin1(head, 3).slice(2)),
  ],
  ['pcx', (head) => head[0] === 10 && isWithin(head[1], 0, 5) && head[2] === 1 && isWithin(head[3], 1, 8)],
  ['jpeg', (head, extension) => formatOfExtension(extension) === 'jpeg' && isText(head, 0, '\xff\xd8')],
  ['tga', (head, extension) => extension === 'tga' && isWithin(head[1], 0, 1) && isWithin(head[2], 1, 11)],
];

function latin1(bytes: Uint8Array, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', 0, end);
}

const isText = (head: Uint8Array, at: number, text: string): boolean => latin1(head, at + text.length).startsWith(text, at);

const isWithin = (byte: number | undefined, low: number, high: number): boolean =>
  byte !== undefined && byte >= low && byte <= high;

/** Tab, line feed, vertical tab, form feed, carriage return, escape. */
const TEXT_CONTROLS: ReadonlySet<number> = new Set([9, 10, 11, 12, 13, 27]);

/** Text, what kind of it; null where it holds bytes that no text has. */
function sniffText(head: Uint8Array): string | null {
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('utf8');
  if (head.some((byte) => byte < 32 && !TEXT_CONTROLS.has(byte)) || text.slice(0, -4).includes('\ufffd')) return null;
  const start = text.replace(/^\ufeff/, '').trimStart();
  if (/^<(!doctype html|html|head|body)\b/i.test(start)) return 'html';
  if (start.startsWith('<') && /<([\w.-]+:)?svg[\s>/]/i.test(start)) return 'svg';
  return start.startsWith('<?xml') ? 'xml' : 'text';
}

/**
 * What a file is by its content.
 * @param head its first SNIFF_BYTES bytes, or all of them where it is shorter
 * @param extension lower case, without the dot; decides only between formats that share a signature
 * @returns a format name of formats.ts, null where nothing known begins like this
 */
export function sniff(head: Uint8Array, extension: string): string | null {
  const start = latin1(head, 160);
  const strong = MAGIC.find(([, offset, text]) => start.startsWith(text, offset))?.[0];
  if (strong !== undefined) return strong;
  const container = sniffBmff(head) ?? sniffTiff(head, extension, formatOfExtension(extension));
  if (container !== null) return container;
  const weak = WEAK_MAGIC.find(([, matches]) => matches(head, extension))?.[0];
  if (weak !== undefined) return weak;
  if (head[0] === 0x1f && head[1] === 0x8b) return extension === 'svgz' ? 'svg' : 'gzip';
  return head.length === 0 ? null : sniffText(head);
}
