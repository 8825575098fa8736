import type { ExportFormat } from './export.ts';

/** What an export format is, for a person and for the exporter. */
export interface FormatMeaning {
  readonly title: string;
  /** After the title, in a few words. */
  readonly text: string;
  /** What it can say of a sample: its class, its boxes, or both. Boxes are read only for formats that have them. */
  readonly says: 'labels' | 'boxes' | 'both';
  /** It has a place for the weight of a sample. Absent: no. */
  readonly hasWeights?: true;
}

export const FORMATS: Readonly<Record<ExportFormat, FormatMeaning>> = {
  folders: { title: 'Class folders', text: 'split/class/file, as most training code reads it', says: 'labels' },
  csv: {
    title: 'CSV table',
    text: 'one row a sample: path, class, split, tags; boxes in a table of their own',
    says: 'both',
    hasWeights: true,
  },
  jsonl: { title: 'JSON lines', text: 'one row a sample: path, class, split, tags, boxes', says: 'both', hasWeights: true },
  huggingface: { title: 'Hugging Face', text: 'imagefolder: a folder a split with metadata.jsonl', says: 'both' },
  fiftyone: { title: 'FiftyOne', text: 'data/ and labels.json: boxes where there are any, else classes', says: 'both' },
  'label-fixes': { title: 'Label fixes', text: 'CSV of the labels that were changed: before and after', says: 'labels' },
  paths: { title: 'List of paths', text: 'one path a line, a file for each split', says: 'labels' },
};

export const saysBoxes = (format: ExportFormat): boolean => FORMATS[format].says !== 'labels';
export const saysLabels = (format: ExportFormat): boolean => FORMATS[format].says !== 'boxes';
