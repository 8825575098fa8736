export const PRIVATE_KINDS = ['position', 'serial-number', 'person', 'place'] as const;
/** `position`: GPS. `serial-number`: of camera, lens or device. `person`: owner, artist, creator. `place`: a named location. */
export type PrivateKind = (typeof PRIVATE_KINDS)[number];

/** One thing that a file's metadata tells about a person, a place or a device. */
export interface PrivateTag {
  readonly kind: PrivateKind;
  /** As the standard calls it: `GPSLatitude`, `BodySerialNumber`, `dc:creator`. */
  readonly tag: string;
  /** Shortened for a person to read. */
  readonly value: string;
}
