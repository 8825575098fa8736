import { latin1 } from './decode-text.ts';
import { exifBlock, type MetadataBlock } from './metadata-block.ts';

/** A box of an ISO base media file: size, type, content. */
interface Box {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

const MAX_BOXES = 1000;

/** Exif and XMP items of an AVIF file [ISO 23008-12]. */
export function avifMetadata(bytes: Uint8Array): readonly MetadataBlock[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const meta = boxes(view, 0, bytes.length).find(({ type }) => type === 'meta');
  if (meta === undefined) return [];
  // A full box: version and flags come before the boxes in it.
  const inside = boxes(view, meta.start + 4, meta.end);
  const infos = inside.find(({ type }) => type === 'iinf');
  const places = inside.find(({ type }) => type === 'iloc');
  if (infos === undefined || places === undefined) return [];
  const wanted = itemsOf(view, infos);
  if (wanted.size === 0) return [];
  return placesOf(view, places).flatMap(({ item, start, end }): readonly MetadataBlock[] => {
    const kind = wanted.get(item);
    if (kind === undefined || end > bytes.length) return [];
    const content = bytes.subarray(start, end);
    if (kind === 'xmp') return [{ kind, bytes: content }];
    // The offset of the TIFF structure comes first, counted from after itself.
    return content.length < 8 ? [] : [exifBlock(content.subarray(4 + view.getUint32(start)))];
  });
}

function boxes(view: DataView, from: number, to: number): readonly Box[] {
  const found: Box[] = [];
  for (let at = from; at + 8 <= to && found.length < MAX_BOXES; ) {
    const size = view.getUint32(at);
    const isLong = size === 1 && at + 16 <= to;
    const length = isLong ? Number(view.getBigUint64(at + 8)) : size === 0 ? to - at : size;
    const start = at + (isLong ? 16 : 8);
    const end = at + length;
    if (end < start || end > to) break;
    found.push({ type: latin1(new Uint8Array(view.buffer, view.byteOffset, view.byteLength), at + 4, 4), start, end });
    at = end;
  }
  return found;
}

/** Numbers of the items that hold metadata. */
function itemsOf(view: DataView, { start, end }: Box): ReadonlyMap<number, 'exif' | 'xmp'> {
  const entries = boxes(view, start + (view.getUint8(start) === 0 ? 6 : 8), end);
  return new Map(
    entries.flatMap((entry): readonly (readonly [number, 'exif' | 'xmp'])[] => {
      const version = view.getUint8(entry.start);
      const typeAt = entry.start + (version === 2 ? 8 : 10);
      if (entry.type !== 'infe' || version < 2 || typeAt + 4 > entry.end) return [];
      const item = version === 2 ? view.getUint16(entry.start + 4) : view.getUint32(entry.start + 4);
      const text = latin1(new Uint8Array(view.buffer, view.byteOffset, view.byteLength), typeAt, entry.end - typeAt);
      if (text.startsWith('Exif')) return [[item, 'exif']];
      return text.startsWith('mime') && text.includes('application/rdf+xml') ? [[item, 'xmp']] : [];
    }),
  );
}

interface Place {
  readonly item: number;
  readonly start: number;
  readonly end: number;
}

/** Where items lie whose bytes are in one piece of the file itself. */
function placesOf(view: DataView, { start, end }: Box): readonly Place[] {
  const version = view.getUint8(start);
  const sizes = view.getUint16(start + 4);
  const [offsetBytes, lengthBytes, baseBytes] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const indexBytes = version === 0 ? 0 : sizes & 15;
  const idBytes = version < 2 ? 2 : 4;
  const count = unsigned(view, start + 6, idBytes);
  const places: Place[] = [];
  let at = start + 6 + idBytes;
  for (let index = 0; index < Math.min(count, MAX_BOXES) && at < end; index++) {
    const item = unsigned(view, at, idBytes);
    at += idBytes;
    const method = version === 0 ? 0 : view.getUint16(at) & 15;
    at += (version === 0 ? 0 : 2) + 2;
    const base = unsigned(view, at, baseBytes);
    const extents = view.getUint16(at + baseBytes);
    at += baseBytes + 2;
    const from = base + unsigned(view, at + indexBytes, offsetBytes);
    const length = unsigned(view, at + indexBytes + offsetBytes, lengthBytes);
    if (method === 0 && extents === 1) places.push({ item, start: from, end: from + length });
    at += extents * (indexBytes + offsetBytes + lengthBytes);
  }
  return places;
}

/** A big-endian number of 0, 2, 4 or 8 bytes; none is 0. */
function unsigned(view: DataView, at: number, size: number): number {
  if (size === 2) return view.getUint16(at);
  if (size === 4) return view.getUint32(at);
  return size === 8 ? Number(view.getBigUint64(at)) : 0;
}
