/** Offsets in the 26 bytes: header, directory of one field, no further directory. */
const FIELDS_AT = 8;
const VALUE_AT = 18;

/** @param orientation 2-8 @returns an Exif block, as TIFF structure, that says this and nothing else */
export function orientationExif(orientation: number): Uint8Array {
  const exif = new Uint8Array(26);
  const view = new DataView(exif.buffer);
  exif.set([0x4d, 0x4d, 0, 42, 0, 0, 0, FIELDS_AT]);
  view.setUint16(FIELDS_AT, 1);
  view.setUint16(FIELDS_AT + 2, 0x0112);
  view.setUint16(FIELDS_AT + 4, 3);
  view.setUint32(FIELDS_AT + 6, 1);
  view.setUint16(VALUE_AT, orientation);
  return exif;
}
