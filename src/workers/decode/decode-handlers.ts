import { alignPictures } from '../alignment/align-pictures.ts';
import type { Handlers } from '../rpc/serve.ts';
import type { DecodeCalls } from './calls.ts';
import { changePicture } from './change-picture.ts';
import { cropPicture } from './crop-picture.ts';
import { decodeFile } from './decode-file.ts';
import { deepTile, unpackPicture } from './deep-picture.ts';
import { miniaturesOf } from './miniatures.ts';
import { pictureHistogram } from './picture-histogram.ts';
import { pixelHash } from './pixel-hash.ts';

import { renderFile } from './render-file.ts';

/** What a decode thread answers, or a compute process that needs no more than one. */
export const decodeHandlers: Handlers<DecodeCalls> = {
  ready: () => null,
  decode: (input, { signal }) => decodeFile(input, signal),
  pixelHash: (input, { signal }) => pixelHash(input, signal),
  align: (input, { signal }) => alignPictures(input, signal),
  miniatures: (input) => miniaturesOf(input),
  change: (input) => changePicture(input),
  render: (input) => renderFile(input),
  crop: (input) => cropPicture(input),
  histogram: (input, { signal }) => pictureHistogram(input, signal),
  unpack: (input) => unpackPicture(input),
  tile: (input) => deepTile(input),
};
