import type { LabelReader } from './label-reader.ts';
import { cocoReader } from './read-coco.ts';
import { createMlReader } from './read-createml.ts';
import { dotaReader } from './read-dota.ts';
import { tableReader } from './read-table-set.ts';
import { vocReader } from './read-voc.ts';
import { yoloReader } from './read-yolo.ts';

/** In the order they are asked: what says most of a picture comes first, since the first that speaks of one labels it. */
export const LABEL_READERS: readonly LabelReader[] = [cocoReader, createMlReader, vocReader, dotaReader, yoloReader, tableReader];
