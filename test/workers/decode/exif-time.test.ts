import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { clockMs } from '../../../src/workers/decode/metadata/exif-time.ts';
import { findPrivateMetadata } from '../../../src/workers/decode/private-metadata.ts';

const TAKEN = { DateTimeOriginal: '2024:05:01 14:03:09', SubSecTimeOriginal: '25', OffsetTimeOriginal: '+02:00' };

/** A picture with the Exif fields that libvips writes, by libexif. */
function written(format: 'jpeg' | 'png' | 'webp' | 'avif', fields: Record<string, string>): Promise<Buffer> {
  return sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .withExif({ IFD2: fields })
    .toFormat(format)
    .toBuffer();
}

describe('when a picture was taken', () => {
  it.each(['jpeg', 'png', 'webp', 'avif'] as const)('is read from %s, by the clock of the camera', async (format) => {
    const { takenMs, tags, isWhole } = findPrivateMetadata(await written(format, TAKEN), format);
    expect(takenMs).toBe(Date.UTC(2024, 4, 1, 14, 3, 9, 250));
    expect(tags).toEqual([]);
    expect(isWhole).toBe(true);
  });

  it('is read from a TIFF file, which is what an Exif block is', async () => {
    const { exif } = await sharp(await written('jpeg', TAKEN)).metadata();
    expect(findPrivateMetadata(exif?.subarray('Exif\0\0'.length) ?? Buffer.alloc(0), 'tiff').takenMs).toBe(
      Date.UTC(2024, 4, 1, 14, 3, 9, 250),
    );
  });

  it('is not known where nothing says so, or a clock that was never set', async () => {
    expect(findPrivateMetadata(await written('jpeg', {}), 'jpeg').takenMs).toBeNull();
    expect(findPrivateMetadata(await written('jpeg', { DateTimeOriginal: '0000:00:00 00:00:00' }), 'jpeg').takenMs).toBeNull();
    expect(findPrivateMetadata(Buffer.from('GIF89a'), 'gif').takenMs).toBeNull();
  });

  it('is read as it was written, whatever time of whatever year', () => {
    const date = fc.date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true });
    fc.assert(
      fc.property(date, fc.constantFrom(':', '-'), (at, between) => {
        const [day = '', time = ''] = at.toISOString().slice(0, 19).split('T');
        expect(clockMs(`${day.replaceAll('-', between)} ${time}`)).toBe(Math.floor(at.getTime() / 1000) * 1000);
      }),
    );
  });

  it.each(['', '    :  :     :  :  ', '2024:02:30 00:00:00', '2024:13:01 00:00:00', '2024:01:01 24:00:00', '2024:01:01', 'soon'])(
    '“%s” is no time',
    (text) => {
      expect(clockMs(text)).toBeNull();
    },
  );
});
