import type { ModelManifest } from '../../shared/embedding.ts';
import { THUMBNAIL_SIDE } from '../../workers/decode/calls.ts';
import type { PictureSource } from '../../workers/embed/calls.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { filePlace } from '../dataset/file-place.ts';
import type { WaitingSample } from '../index/embedding-rows.ts';
import { readThumb } from '../index/thumbs.ts';

/** What a model is given of a sample: the thumbnail the index has, where it wants no more pixels than that has, or the file. */
export function pictureSource(
  dataset: Pick<Dataset, 'folder' | 'read' | 'thumbs'>,
  manifest: Pick<ModelManifest, 'input' | 'preprocessing'>,
  sample: WaitingSample,
): PictureSource {
  const jpeg = sample.hasThumb === 1 && isThumbEnough(manifest, sample) ? readThumb(dataset.thumbs, sample.id) : null;
  return jpeg === null ? filePlace(dataset.read, dataset.folder, sample.path) : { jpeg };
}

/** Whether a model wants no more pixels than the thumbnail of such a picture has. */
export function isThumbEnough(
  { input, preprocessing: { resize, resizeTo } }: Pick<ModelManifest, 'input' | 'preprocessing'>,
  { width, height }: Pick<WaitingSample, 'width' | 'height'>,
): boolean {
  const [shorter, longer] = [Math.min(width, height), Math.max(width, height)];
  const thumbSide = Math.floor(shorter * Math.min(1, THUMBNAIL_SIDE / longer));
  const wanted = resize === 'fill' ? Math.max(input.width, input.height) : resizeTo;
  return thumbSide >= wanted;
}
