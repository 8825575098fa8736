import type { Region } from '../../shared/deep-zoom.ts';
import type { PictureFormat, Transformation } from '../../shared/export.ts';
import type { PictureHistogram } from '../../shared/picture-histogram.ts';
import type { PrivateTag } from '../../shared/private-metadata.ts';
import type { SampleStatus } from '../../shared/sample.ts';
import type { StoredScore } from '../../shared/score.ts';
import type { FilePlace } from './file-place.ts';

export interface DecodeLimits {
  /** Pixels of one frame after decoding; over it a file is `unsupported`. */
  readonly maxPixels: number;
  readonly maxSeconds: number;
  /** A larger file is hashed but not decoded. */
  readonly maxBytes: number;
}

export const DEFAULT_LIMITS: DecodeLimits = { maxPixels: 268_402_689, maxSeconds: 30, maxBytes: 1 << 30 };

/** Longest side of thumbnails, px. */
export const THUMBNAIL_SIDE = 256;

export interface DecodeInput extends FilePlace {
  readonly limits: DecodeLimits;
  /** False: without the checks of image issues, to measure what they cost. */
  readonly checks?: boolean;
}

/** Scores of one picture, by name; null where one does not apply (strong compression of a PNG). */
export type QualityScores = Readonly<Record<StoredScore, number | null>>;

/** Of the sRGB values of all pixels, in [0, 1]: red, green, blue. */
export interface ChannelStats {
  readonly mean: readonly [number, number, number];
  /** Mean of the squares, from which a standard deviation over many pictures is made. */
  readonly meanSquare: readonly [number, number, number];
}

/** All that one decode gives. Fields are null where the file did not get that far. */
export interface DecodeOutput {
  /** False: neither the name nor the content is an image's; the file is counted as ignored, not a sample. */
  readonly isImage: boolean;
  readonly status: Exclude<SampleStatus, 'pending' | 'missing'>;
  readonly reason: string | null;
  readonly format: string | null;
  readonly extensionFormat: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly channels: number | null;
  readonly bitDepth: number | null;
  readonly orientation: number | null;
  readonly frames: number | null;
  /** SHA-256, 32 bytes. */
  readonly contentHash: Uint8Array | null;
  /** 64-bit DCT hash, 8 bytes, most significant first. */
  readonly perceptualHash: Uint8Array | null;
  /** What confirms a near duplicate, see `workers/duplicates/fingerprint.ts`. */
  readonly fingerprint: Uint8Array | null;
  readonly quality: QualityScores | null;
  readonly channelStats: ChannelStats | null;
  /** Of a damaged picture: the share of its rows, from the top, that could be read, in [0, 1]; null where it is not known. */
  readonly intact: number | null;
  /** What the file says about a person, a place or a device; empty: nothing. */
  readonly privateMetadata: readonly PrivateTag[];
  /** When it was taken, in milliseconds of the camera's clock as if it showed UTC; null: not said. */
  readonly capturedMs: number | null;
  /** 0xRRGGBB. */
  readonly meanColor: number | null;
  /** JPEG, longest side at most THUMBNAIL_SIDE, transparent pixels on white. */
  readonly thumbnail: Uint8Array | null;
  /** The same at a glance, see `shared/miniature.ts`. */
  readonly miniature: Uint8Array | null;
}

export interface RenderInput extends DecodeInput {
  /** Longest side of the answer, px. */
  readonly maxSide: number;
}

export interface UnpackInput extends DecodeInput {
  /** Where it is written; absolute, ends in `.v`. */
  readonly file: string;
}

export interface UnpackOutput {
  /** Of the file. */
  readonly sizeBytes: number;
}

export interface TileInput {
  /** That `unpack` wrote, or writes: the rows of the region are there. */
  readonly file: string;
  /** Each one half as large as the one before; 0: as the picture is. */
  readonly level: number;
  /** In pixels of the level. */
  readonly region: Region;
  /** To the last bit. */
  readonly isExact: boolean;
  readonly limits: DecodeLimits;
}

export interface CropInput extends RenderInput {
  /** In pixels of the picture as it is shown; what lies outside of it is left out. */
  readonly part: Region;
}

/** Bytes of a picture that any browser shows. */
export interface Rendering {
  readonly bytes: Uint8Array;
  readonly mimeType: string;
}

export interface ChangeInput extends DecodeInput {
  /** In the order they are done. */
  readonly steps: readonly Transformation[];
  readonly format: PictureFormat;
}

export interface ChangeOutput {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

export interface AlignInput {
  /** Thumbnails. */
  readonly jpegs: readonly Uint8Array[];
  /** Places in `jpegs`, two a pair. */
  readonly pairs: Uint32Array;
  readonly limits: DecodeLimits;
}

export interface AlignOutput {
  /** Per pair: how little they differ where one lies within the other, in [0, 1]; NaN: neither does. */
  readonly distances: Float32Array;
}

export interface MiniaturesInput {
  /** Thumbnails. */
  readonly jpegs: readonly Uint8Array[];
  readonly limits: DecodeLimits;
}

export interface MiniaturesOutput {
  /** In the same order; null where a thumbnail cannot be read. */
  readonly miniatures: readonly (Uint8Array | null)[];
}

/** Calls of the compute process, and of the decode threads inside it. */
export type DecodeCalls = {
  /** Answered once the decoder is loaded: tells a process that cannot start from one that a file killed. */
  readonly ready: { readonly input: null; readonly progress: never; readonly output: null };
  readonly decode: { readonly input: DecodeInput; readonly progress: never; readonly output: DecodeOutput };
  /** SHA-256 of the upright, decoded pixels and their dimensions; null where they cannot be read without damage. */
  readonly pixelHash: { readonly input: DecodeInput; readonly progress: never; readonly output: Uint8Array | null };
  /** Whether pictures are parts of each other: cropped, tilted, written upon or framed copies. See workers/alignment. */
  readonly align: { readonly input: AlignInput; readonly progress: never; readonly output: AlignOutput };
  /** Of thumbnails that were made before there were any. */
  readonly miniatures: { readonly input: MiniaturesInput; readonly progress: never; readonly output: MiniaturesOutput };
  /** A picture for an export, changed and encoded anew. */
  readonly change: { readonly input: ChangeInput; readonly progress: never; readonly output: ChangeOutput };
  /** A picture a browser can show (JPEG, or PNG where there is transparency), for formats it cannot, lenient with damage. */
  readonly render: { readonly input: RenderInput; readonly progress: never; readonly output: Rendering };
  /** A part of a picture. */
  readonly crop: { readonly input: CropInput; readonly progress: never; readonly output: Rendering };
  /** How the pixels of a picture spread over their values. */
  readonly histogram: { readonly input: DecodeInput; readonly progress: never; readonly output: PictureHistogram };
  /** Decodes a picture into a file of its pixels. */
  readonly unpack: { readonly input: UnpackInput; readonly progress: never; readonly output: UnpackOutput };
  /** A part of such a file. */
  readonly tile: { readonly input: TileInput; readonly progress: never; readonly output: Rendering };
};

/** What files are given to: all but the question whether anybody is there. */
export type DecodeWork = Exclude<keyof DecodeCalls, 'ready'>;
