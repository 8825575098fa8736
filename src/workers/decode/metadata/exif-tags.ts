import type { PrivateKind, PrivateTag } from '../../../shared/private-metadata.ts';
import { bytesOf, degreesOf, type Field, fieldsAt, nextDirectory, openTiff, type Tiff, textOf, wholeOf } from './ifd.ts';
import { makerNoteTags } from './maker-note.ts';
import { positionTag, privateTag } from './private-tag.ts';

const ORIENTATION = 0x0112;
const MAKE = 0x010f;
const EXIF_DIRECTORY = 0x8769;
const GPS_DIRECTORY = 0x8825;
const MAKER_NOTE = 0x927c;
/** Windows writes it in UTF-16. */
const XP_AUTHOR = 0x9c9d;
/** Pages of a TIFF that are looked at. */
const MAX_DIRECTORIES = 16;

/** Fields of the main and the Exif directory [Exif 3.0; DNG 1.7; TIFF/EP]. */
const FIELDS: ReadonlyMap<number, readonly [tag: string, kind: PrivateKind]> = new Map([
  [0x013b, ['Artist', 'person']],
  [0x8298, ['Copyright', 'person']],
  [XP_AUTHOR, ['XPAuthor', 'person']],
  [0xa430, ['CameraOwnerName', 'person']],
  [0xa437, ['Photographer', 'person']],
  [0xa438, ['ImageEditor', 'person']],
  [0xa431, ['BodySerialNumber', 'serial-number']],
  [0xa435, ['LensSerialNumber', 'serial-number']],
  [0xc62f, ['CameraSerialNumber', 'serial-number']],
]);

/** What an Exif block, or a TIFF file, says about persons, places and devices. @param bytes a TIFF structure */
export function exifTags(bytes: Uint8Array): readonly PrivateTag[] {
  const tiff = openTiff(bytes);
  return tiff === null ? [] : directories(tiff).flatMap((offset) => mainTags(tiff, fieldsAt(tiff, offset)));
}

/** The orientation flag of an Exif block, 1-8; 1 where it has none. */
export function exifOrientation(bytes: Uint8Array): number {
  const tiff = openTiff(bytes);
  const field = tiff === null ? undefined : fieldsAt(tiff, tiff.first).find(({ tag }) => tag === ORIENTATION);
  const value = tiff === null || field === undefined ? null : wholeOf(tiff, field);
  return value !== null && value >= 1 && value <= 8 ? value : 1;
}

/** Offsets of the main directories: one per page of a TIFF, picture and thumbnail of an Exif block. */
export function directories(tiff: Tiff): readonly number[] {
  const found: number[] = [];
  for (let at = tiff.first; at !== 0 && !found.includes(at) && found.length < MAX_DIRECTORIES; at = nextDirectory(tiff, at)) {
    found.push(at);
  }
  return found;
}

function mainTags(tiff: Tiff, fields: readonly Field[]): readonly PrivateTag[] {
  const make = fields.find(({ tag }) => tag === MAKE);
  const below = (tag: number): readonly Field[] => {
    const pointer = fields.find((field) => field.tag === tag);
    return pointer === undefined ? [] : fieldsAt(tiff, wholeOf(tiff, pointer) ?? -1);
  };
  const exif = below(EXIF_DIRECTORY);
  const note = exif.find(({ tag }) => tag === MAKER_NOTE);
  return [
    ...gpsTags(tiff, below(GPS_DIRECTORY)),
    ...[...fields, ...exif].flatMap((field) => namedTag(tiff, field)),
    ...(make === undefined || note === undefined ? [] : makerNoteTags(tiff, textOf(tiff, make), note)),
  ];
}

function namedTag(tiff: Tiff, field: Field): readonly PrivateTag[] {
  const [tag, kind] = FIELDS.get(field.tag) ?? [];
  if (tag === undefined || kind === undefined) return [];
  const isWide = field.tag === XP_AUTHOR;
  const text = isWide ? Buffer.from(bytesOf(tiff, field).subarray(0, 512)).toString('utf16le') : textOf(tiff, field);
  return [privateTag(kind, tag, text) ?? []].flat();
}

/** Latitude and longitude stand in fields 1 to 4, those of the destination in 19 to 22: reference, then degrees. */
function gpsTags(tiff: Tiff, fields: readonly Field[]): readonly PrivateTag[] {
  const degrees = (referenceTag: number, negative: string): number => {
    const reference = fields.find(({ tag }) => tag === referenceTag);
    const value = fields.find(({ tag }) => tag === referenceTag + 1);
    if (value === undefined) return Number.NaN;
    const isNegative = reference !== undefined && textOf(tiff, reference).toUpperCase().startsWith(negative);
    return isNegative ? -degreesOf(tiff, value) : degreesOf(tiff, value);
  };
  return [
    positionTag('GPSLatitude', degrees(1, 'S'), degrees(3, 'W')) ?? [],
    positionTag('GPSDestLatitude', degrees(19, 'S'), degrees(21, 'W')) ?? [],
  ].flat();
}
