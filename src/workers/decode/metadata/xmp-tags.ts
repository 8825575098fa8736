import type { PrivateKind, PrivateTag } from '../../../shared/private-metadata.ts';
import { decodeText } from './decode-text.ts';
import { MAX_BLOCK_BYTES } from './metadata-block.ts';
import { positionTag, privateTag } from './private-tag.ts';
import { createXmpReader, type XmpReader } from './xmp-reader.ts';

const EXIF = 'http://ns.adobe.com/exif/1.0/';
const EXIF_EX = 'http://cipa.jp/exif/1.0/';
const AUX = 'http://ns.adobe.com/exif/1.0/aux/';
const DC = 'http://purl.org/dc/elements/1.1/';
const TIFF = 'http://ns.adobe.com/tiff/1.0/';
const PHOTOSHOP = 'http://ns.adobe.com/photoshop/1.0/';
const IPTC_CORE = 'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/';
const IPTC_EXT = 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/';

/** Properties in the standards' own spelling of their names, by what they tell. */
const PROPERTIES: readonly (readonly [namespace: string, name: string, tag: string, kind: PrivateKind])[] = [
  [AUX, 'SerialNumber', 'aux:SerialNumber', 'serial-number'],
  [AUX, 'LensSerialNumber', 'aux:LensSerialNumber', 'serial-number'],
  [EXIF_EX, 'BodySerialNumber', 'exifEX:BodySerialNumber', 'serial-number'],
  [EXIF_EX, 'LensSerialNumber', 'exifEX:LensSerialNumber', 'serial-number'],
  [DC, 'creator', 'dc:creator', 'person'],
  [DC, 'rights', 'dc:rights', 'person'],
  [TIFF, 'Artist', 'tiff:Artist', 'person'],
  [TIFF, 'Copyright', 'tiff:Copyright', 'person'],
  [AUX, 'OwnerName', 'aux:OwnerName', 'person'],
  [EXIF_EX, 'CameraOwnerName', 'exifEX:CameraOwnerName', 'person'],
  ['http://ns.adobe.com/xap/1.0/rights/', 'Owner', 'xmpRights:Owner', 'person'],
  [IPTC_CORE, 'CreatorContactInfo', 'Iptc4xmpCore:CreatorContactInfo', 'person'],
  [IPTC_EXT, 'PersonInImage', 'Iptc4xmpExt:PersonInImage', 'person'],
  ['http://www.metadataworkinggroup.com/schemas/regions/', 'Name', 'mwg-rs:Name', 'person'],
  ['http://ns.microsoft.com/photo/1.2/t/Region#', 'PersonDisplayName', 'MPReg:PersonDisplayName', 'person'],
  [PHOTOSHOP, 'City', 'photoshop:City', 'place'],
  [PHOTOSHOP, 'State', 'photoshop:State', 'place'],
  [IPTC_CORE, 'Location', 'Iptc4xmpCore:Location', 'place'],
  [IPTC_EXT, 'City', 'Iptc4xmpExt:City', 'place'],
  [IPTC_EXT, 'Sublocation', 'Iptc4xmpExt:Sublocation', 'place'],
];

/** @param bytes an XMP packet; what lies beyond its first megabyte is not read */
export function xmpTags(bytes: Uint8Array): readonly PrivateTag[] {
  const xmp = createXmpReader(decodeText(bytes.subarray(0, MAX_BLOCK_BYTES)));
  const named = PROPERTIES.flatMap(
    ([namespace, name, tag, kind]) => privateTag(kind, tag, xmp.value(namespace, name) ?? '') ?? [],
  );
  const position = positionTag('exif:GPSLatitude', degrees(xmp, 'GPSLatitude'), degrees(xmp, 'GPSLongitude'));
  return position === null ? named : [position, ...named];
}

/** `48,51.5N`, `48,51,30N`, or plain degrees. */
function degrees(xmp: XmpReader, name: string): number {
  const match =
    /^\s*(-?\d{1,3}(?:\.\d{1,12})?)(?:,(\d{1,2}(?:\.\d{1,12})?))?(?:,(\d{1,2}(?:\.\d{1,12})?))?\s*([NSEW]?)\s*$/i.exec(
      xmp.value(EXIF, name) ?? '',
    );
  if (match === null) return Number.NaN;
  const [, whole, minutes = '0', seconds = '0', reference = ''] = match;
  const value = Number(whole) + Number(minutes) / 60 + Number(seconds) / 3600;
  return /[SW]/i.test(reference) ? -value : value;
}
