import type { LabelReader } from './label-reader.ts';
import { celebaReader } from './read-celeba.ts';
import { cocoReader } from './read-coco.ts';
import { createMlReader } from './read-createml.ts';
import { cvatReader } from './read-cvat.ts';
import { datumaroReader } from './read-datumaro.ts';
import { dotaReader } from './read-dota.ts';
import { fiftyoneReader } from './read-fiftyone.ts';
import { huggingfaceReader } from './read-huggingface.ts';
import { icdarReader } from './read-icdar.ts';
import { imagenetReader } from './read-imagenet.ts';
import { kittiReader } from './read-kitti.ts';
import { labelMeReader } from './read-labelme.ts';
import { labelMeXmlReader } from './read-labelme-xml.ts';
import { lfwReader } from './read-lfw.ts';
import { listReader } from './read-list.ts';
import { motReader } from './read-mot.ts';
import { openImagesReader } from './read-open-images.ts';
import { tableReader } from './read-table-set.ts';
import { vggface2Reader } from './read-vggface2.ts';
import { vocReader } from './read-voc.ts';
import { vottReader } from './read-vott.ts';
import { webDatasetReader } from './read-webdataset.ts';
import { widerFaceReader } from './read-wider-face.ts';
import { yoloReader } from './read-yolo.ts';

/** In the order they are asked: what says most of a picture comes first, since the first that speaks of one labels it. */
export const LABEL_READERS: readonly LabelReader[] = [
  // Its boxes look like COCO's.
  datumaroReader,
  cocoReader,
  createMlReader,
  // Its outermost element is called like VOC's.
  labelMeXmlReader,
  vocReader,
  openImagesReader,
  cvatReader,
  labelMeReader,
  kittiReader,
  motReader,
  vottReader,
  widerFaceReader,
  dotaReader,
  // Lists of classes beside its tars look like YOLO's.
  webDatasetReader,
  icdarReader,
  celebaReader,
  vggface2Reader,
  lfwReader,
  imagenetReader,
  fiftyoneReader,
  yoloReader,
  huggingfaceReader,
  tableReader,
  listReader,
];
