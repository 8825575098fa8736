import type { LabelReader } from './label-reader.ts';
import { cocoReader } from './read-coco.ts';
import { vocReader } from './read-voc.ts';

/** In the order they are asked: what says most of a picture comes first, since the first that speaks of one labels it. */
export const LABEL_READERS: readonly LabelReader[] = [cocoReader, vocReader];
