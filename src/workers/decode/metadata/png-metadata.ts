import { inflateSync } from 'node:zlib';
import { decodeText, latin1 } from './decode-text.ts';
import { exifBlock, MAX_BLOCK_BYTES, type MetadataBlock } from './metadata-block.ts';
import { pngChunks } from './png-chunks.ts';
import { isTellingKey } from './text-tags.ts';

const XMP_KEY = 'XML:com.adobe.xmp';
/** Metadata of other formats, as hexadecimal digits [ImageMagick]. */
const RAW_PROFILE = /^Raw profile type (exif|app1|xmp|iptc|8bim)$/i;
/** Texts that are unpacked of one file. */
const MAX_TEXTS = 32;

/** Metadata chunks of a PNG file. Texts are unpacked only where their keyword promises something. */
export function pngMetadata(bytes: Uint8Array): readonly MetadataBlock[] {
  const blocks: MetadataBlock[] = [];
  let texts = 0;
  for (const { type, data, dataEnd } of pngChunks(bytes)) {
    const content = bytes.subarray(data, dataEnd);
    if (type === 'eXIf') blocks.push(exifBlock(content));
    else if (type.endsWith('Xt') && texts < MAX_TEXTS) {
      const block = textBlock(type, content);
      if (block === null) continue;
      blocks.push(block);
      texts++;
    }
  }
  return blocks;
}

function textBlock(type: string, content: Uint8Array): MetadataBlock | null {
  const keyEnd = content.indexOf(0);
  // The specification ends keywords at 79 bytes.
  if (keyEnd < 1 || keyEnd > 79) return null;
  const key = latin1(content, 0, keyEnd);
  const profile = RAW_PROFILE.exec(key)?.[1]?.toLowerCase();
  if (key !== XMP_KEY && profile === undefined && !isTellingKey(key)) return null;
  const text = textBytes(type, content.subarray(keyEnd + 1));
  if (text === null) return null;
  if (key === XMP_KEY) return { kind: 'xmp', bytes: text };
  return profile === undefined
    ? { kind: 'text', key, text: decodeText(text) }
    : rawProfile(profile, latin1(text, 0, text.length));
}

/** @param content of a text chunk, after its keyword @returns its text, null where it is of no known kind or broken */
function textBytes(type: string, content: Uint8Array): Uint8Array | null {
  if (type === 'tEXt') return content.subarray(0, MAX_BLOCK_BYTES);
  if (type === 'zTXt') return unpacked(content.subarray(1));
  if (type !== 'iTXt') return null;
  // Flag, method, then language and translated keyword, each ended by a zero.
  const language = content.indexOf(0, 2);
  const translated = language < 0 ? -1 : content.indexOf(0, language + 1);
  if (translated < 0) return null;
  const text = content.subarray(translated + 1);
  return content[0] === 1 ? unpacked(text) : text.subarray(0, MAX_BLOCK_BYTES);
}

function unpacked(packed: Uint8Array): Uint8Array | null {
  try {
    return inflateSync(packed.subarray(0, MAX_BLOCK_BYTES), { maxOutputLength: MAX_BLOCK_BYTES });
  } catch (error) {
    // Broken, or a bomb: nothing is known of it.
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}

/** A name, a length and the bytes in hexadecimal digits, one below the other. */
function rawProfile(profile: string, text: string): MetadataBlock | null {
  const match = /^\s*[\w ]{1,20}\n\s*\d+\n/.exec(text.slice(0, 100));
  if (match === null) return null;
  const bytes = Buffer.from(text.slice(match[0].length).replaceAll(/\s+/g, ''), 'hex');
  if (profile === 'xmp') return { kind: 'xmp', bytes };
  if (profile === 'iptc' || profile === '8bim') {
    return { kind: latin1(bytes, 0, 4) === '8BIM' ? 'photoshop' : 'iptc', bytes };
  }
  const xmp = bytes.indexOf('\0');
  return latin1(bytes, 0, 4) === 'http' ? { kind: 'xmp', bytes: bytes.subarray(xmp + 1) } : exifBlock(bytes);
}
