import { type Bitmap, decodeDib } from './dib.ts';
import { BitmapError } from './dib-header.ts';

const FILE_HEADER_BYTES = 14;

/**
 * @param bytes a whole BMP file
 * @throws {BitmapError} where there is nothing to show
 */
export function decodeBmp(bytes: Uint8Array, maxPixels: number): Bitmap {
  if (bytes.length < FILE_HEADER_BYTES) throw new BitmapError('truncated: the file ends within its header', true);
  const pixelsAt = new DataView(bytes.buffer, bytes.byteOffset).getUint32(10, true);
  return decodeDib(bytes, { headerAt: FILE_HEADER_BYTES, pixelsAt, isIcon: false, maxPixels });
}
