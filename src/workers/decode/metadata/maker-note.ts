import type { PrivateKind, PrivateTag } from '../../../shared/private-metadata.ts';
import { latin1 } from './decode-text.ts';
import { bytesOf, type Field, fieldsAt, openTiff, type Tiff, textOf, wholeOf } from './ifd.ts';
import { privateTag } from './private-tag.ts';

type NoteFields = ReadonlyMap<number, readonly [tag: string, kind: PrivateKind]>;

/** Of cameras from before Exif had a field for it. Numbers as ExifTool documents them. */
const CANON: NoteFields = new Map([
  [0x0009, ['OwnerName', 'person']],
  [0x000c, ['SerialNumber', 'serial-number']],
  [0x0096, ['InternalSerialNumber', 'serial-number']],
]);
const NIKON: NoteFields = new Map([[0x001d, ['SerialNumber', 'serial-number']]]);

const PANASONIC: NoteFields = new Map([[0x0025, ['InternalSerialNumber', 'serial-number']]]);

const NIKON_HEADER_BYTES = 10;
const PANASONIC_HEADER_BYTES = 12;

/** What the notes of these cameras say; those of other makers are not read. @param make as the main directory has it */
export function makerNoteTags(tiff: Tiff, make: string, note: Field): readonly PrivateTag[] {
  if (make.startsWith('Canon')) return tagsOf(tiff, fieldsAt(tiff, note.at), CANON);
  if (make.startsWith('Panasonic')) return tagsOf(tiff, fieldsAt(tiff, note.at + PANASONIC_HEADER_BYTES), PANASONIC);
  return /^nikon/i.test(make) ? nikonTags(tiff, note) : [];
}

function nikonTags(tiff: Tiff, note: Field): readonly PrivateTag[] {
  const bytes = bytesOf(tiff, note);
  // A TIFF structure of its own, behind a header.
  const own = latin1(bytes, 0, 6) === 'Nikon\0' ? openTiff(bytes.subarray(NIKON_HEADER_BYTES)) : null;
  return own === null ? [] : tagsOf(own, fieldsAt(own, own.first), NIKON);
}

function tagsOf(tiff: Tiff, fields: readonly Field[], known: NoteFields): readonly PrivateTag[] {
  return fields.flatMap((field) => {
    const [tag, kind] = known.get(field.tag) ?? [];
    if (tag === undefined || kind === undefined) return [];
    return privateTag(kind, tag, String(wholeOf(tiff, field) ?? textOf(tiff, field))) ?? [];
  });
}
