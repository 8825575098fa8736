import type { PictureHistogram } from '../../shared/picture-histogram.ts';
import type {
  AlignInput,
  AlignOutput,
  ChangeInput,
  ChangeOutput,
  CropInput,
  DecodeInput,
  DecodeOutput,
  MiniaturesInput,
  MiniaturesOutput,
  RenderInput,
  Rendering,
  TileInput,
  UnpackInput,
  UnpackOutput,
} from '../../workers/decode/calls.ts';

/** The compute process as the engine sees it: restarted when it dies, killed when it hangs. */
export interface Compute {
  /** Decodes kept in flight at once for full use of the cores. */
  readonly width: number;
  /** Starts the process ahead of the first call, which then need not wait for it. */
  warm(): void;
  /**
   * Never rejects for what a file does: a decoder that crashes the process gives status `corrupt`, reason
   * "decoder crashed"; one that hangs past its limit `unsupported` with that reason. Files that were merely in flight
   * beside the culprit are decoded again, one by one; so is a damaged one, for a reason that is its own. Rejects with an
   * AbortError on cancel.
   */
  decode(input: DecodeInput, signal?: AbortSignal): Promise<DecodeOutput>;
  /**
   * SHA-256 of a picture's upright, fully decoded pixels; null where it has none to trust: damaged, over a limit, gone, or
   * the decoder crashed or hung on it. As many at once as the caller likes: few run side by side. Rejects with an AbortError
   * on cancel.
   */
  pixelHash(input: DecodeInput, signal?: AbortSignal): Promise<Uint8Array | null>;
  /**
   * Whether thumbnails are parts of each other; null where the process dies of one of them or takes too long. Rejects with an
   * AbortError on cancel.
   */
  align(input: AlignInput, signal?: AbortSignal): Promise<AlignOutput | null>;
  /** Of thumbnails; null where the process dies of one of them or takes too long. Rejects with an AbortError on cancel. */
  miniatures(input: MiniaturesInput, signal?: AbortSignal): Promise<MiniaturesOutput | null>;
  /** @throws {WinnowError} compute_crashed, or export_failed with the decoder's words */
  change(input: ChangeInput, signal?: AbortSignal): Promise<ChangeOutput>;
  /** @throws {WinnowError} compute_crashed, or not_found with the decoder's words where nothing can be shown */
  render(input: RenderInput, signal?: AbortSignal): Promise<Rendering>;
  /** @throws {WinnowError} compute_crashed, or not_found with the decoder's words */
  crop(input: CropInput, signal?: AbortSignal): Promise<Rendering>;
  /** @throws {WinnowError} compute_crashed, or not_found with the decoder's words */
  histogram(input: DecodeInput, signal?: AbortSignal): Promise<PictureHistogram>;
  /**
   * Cancelled it ends at once: its process is killed.
   * @throws {WinnowError} compute_crashed, disk_full, or not_found with the decoder's words
   */
  unpack(input: UnpackInput, signal?: AbortSignal): Promise<UnpackOutput>;
  /** @throws {WinnowError} compute_crashed, or not_found with libvips' words */
  tile(input: TileInput, signal?: AbortSignal): Promise<Rendering>;
  close(): Promise<void>;
}
