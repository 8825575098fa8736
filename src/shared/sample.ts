import type { IssueKind } from './issue.ts';
import type { PrivateTag } from './private-metadata.ts';

declare const brand: unique symbol;

/** Row id of a sample: a positive integer, stable for the life of the index, never reused. */
export type SampleId = number & { readonly [brand]: 'SampleId' };

/** Directory name of a dataset's index, `<name>-<hash of the real path>`; also its id in URLs. */
export type DatasetId = string & { readonly [brand]: 'DatasetId' };

/**
 * `pending`: seen by the scan, not decoded yet (only while an index job runs or after one was stopped).
 * `corrupt`: zero bytes, truncated, decoder error. `unsupported`: not an image by content, no decoder, over a limit.
 * `unreadable`: permission or I/O. `missing`: was indexed, is no longer there (its decisions are kept).
 */
export const STATUSES = ['pending', 'ok', 'corrupt', 'unsupported', 'unreadable', 'missing'] as const;
export type SampleStatus = (typeof STATUSES)[number];

/** What the content says a file is, whatever its name. The first nine can be decoded. */
export const DECODABLE_FORMATS = ['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif', 'svg', 'bmp', 'ico'] as const;
export type DecodableFormat = (typeof DECODABLE_FORMATS)[number];

/** One cell of the grid, asked for by page of visible ids. */
export interface Tile {
  readonly id: SampleId;
  /** Relative to the dataset, `/` between folders; see `main/dataset/paths.ts` for bytes that are no UTF-8. */
  readonly path: string;
  readonly status: SampleStatus;
  readonly width: number | null;
  readonly height: number | null;
  /** Mean colour as 0xRRGGBB, the placeholder until the thumbnail is there. */
  readonly meanColor: number | null;
  /** Changes with the thumbnail's bytes; part of its URL so that it can be cached for good. Null: no thumbnail. */
  readonly thumb: string | null;
  readonly label: string | null;
  readonly split: string | null;
  readonly tags: readonly string[];
  /** The user gave another label than folders or imports. Absent: no. */
  readonly isRelabeled?: true;
  /** Kinds of issues that the user said it has none of. Absent: none. */
  readonly notIssues?: readonly IssueKind[];
}

/** Everything known about one sample. */
export interface SampleDetails extends Tile {
  readonly reason: string | null;
  readonly sizeBytes: number;
  /** Milliseconds since the epoch. */
  readonly modifiedMs: number;
  /** When it was taken, in milliseconds of the camera's clock as if it showed UTC; null: the file does not say. */
  readonly capturedMs: number | null;
  /** Format by content: one of DECODABLE_FORMATS, or the name of what it is otherwise ("heic", "pdf"). */
  readonly format: string | null;
  /** Format its extension claims, where that differs from the content. */
  readonly extensionFormat: string | null;
  readonly channels: number | null;
  /** Bits per channel as stored. */
  readonly bitDepth: number | null;
  /** EXIF orientation 1-8 as stored; width and height are after applying it. */
  readonly orientation: number | null;
  /** Frames or pages in the file; only the first is looked at. */
  readonly frames: number | null;
  /** SHA-256 of the file's bytes, hex. */
  readonly contentHash: string | null;
  /** 64-bit DCT hash, 16 hex digits. */
  readonly perceptualHash: string | null;
  /** Of a damaged picture: the share of its rows, from the top, that could be read; null where it is not known. */
  readonly intact: number | null;
  /** What the file says about a person, a place or a device. */
  readonly privateMetadata: readonly PrivateTag[];
  /** Of a sample that was relabelled: what its folders or an import say; absent: that is `label`. */
  readonly labelBefore?: string | null;
  /** What somebody wrote on it; null: nothing. */
  readonly note: string | null;
}
