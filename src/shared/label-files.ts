import type { FileProblem } from './prediction-file.ts';

/** Told by content. coco: instances with boxes in one JSON file; voc: one XML file a picture. */
export const LABEL_FORMATS = ['coco', 'voc'] as const;
export type LabelFormat = (typeof LABEL_FORMATS)[number];
export const LABEL_FORMAT_NAMES: Readonly<Record<LabelFormat, string>> = { coco: 'COCO', voc: 'Pascal VOC' };

/** What annotation files came to. */
export interface LabelFilesSummary {
  readonly format: LabelFormat;
  readonly files: number;
  /** For a person: the file, or the folder of the files. */
  readonly origin: string;
  readonly boxes: number;
  /** That the files speak of, those without a box too. */
  readonly samples: number;
  /** Pictures that they name and the dataset has not, boxes that are none, …; nothing is left out in silence. */
  readonly problems: readonly FileProblem[];
}
