import sharp, { type Sharp } from 'sharp';

/** What can be wrong with a picture itself, or with how it is stored. */
export type Effect =
  | 'none'
  | 'dark'
  | 'light'
  | 'blurry'
  | 'poster'
  | 'flat'
  | 'grayscale'
  | 'tiny'
  | 'strip'
  | 'letterbox'
  | 'compressed'
  | 'flagged'
  | 'animated'
  | 'located'
  | 'truncated';

const TINY_WIDTH = 28;
const STRIP = { width: 1000, height: 200 };
const BAR_HEIGHT = 70;
const FLAT_COLOR = [143, 163, 173];
/** Brightness of the frames of an animation. */
const FRAMES = [1, 1.12, 0.9];

/** Exif of no camera there is; the place is Jungfraujoch's railway station. */
const EXIF = {
  IFD0: { Make: 'Winnow', Model: 'Sample camera', Artist: 'Ada Example' },
  IFD2: { BodySerialNumber: 'WN-000417-B' },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '46/1 32/1 51/1', GPSLongitudeRef: 'E', GPSLongitude: '7/1 58/1 48/1' },
};

/** @param image a drawn picture, RGB @returns it with what is wrong with its pixels */
export function withEffect(image: Sharp, effect: Effect): Sharp {
  switch (effect) {
    case 'dark':
      return image.linear(1 / 8, 0);
    case 'light':
      return image.linear(0.05, 243);
    case 'blurry':
      return image.blur(16);
    case 'poster':
      return image.threshold(128, { grayscale: false });
    case 'flat':
      return image.linear([0, 0, 0], FLAT_COLOR);
    case 'grayscale':
      return image.grayscale();
    case 'tiny':
      return image.resize({ width: TINY_WIDTH });
    case 'strip':
      return image.resize({ ...STRIP, fit: 'cover' });
    case 'letterbox':
      return image.extend({ top: BAR_HEIGHT, bottom: BAR_HEIGHT, background: '#000' });
    case 'flagged':
      // Turned to the left, with a flag that asks to turn it back.
      return image.rotate(270).withMetadata({ orientation: 6 });
    case 'located':
      return image.withExif(EXIF);
    case 'none':
    case 'compressed':
    case 'animated':
    case 'truncated':
      return image;
    default:
      return effect satisfies never;
  }
}

/** @returns an animation of a picture that grows lighter and darker */
export async function animate(image: Sharp): Promise<Sharp> {
  const still = await image.png({ compressionLevel: 0 }).toBuffer();
  const frames = await Promise.all(FRAMES.map((brightness) => sharp(still).modulate({ brightness }).png().toBuffer()));
  return sharp(frames, { join: { animated: true } });
}
