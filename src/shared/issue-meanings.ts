import type { IssueKind } from './issue.ts';

export type IssueSection = 'files' | 'duplicates' | 'labels' | 'embedding' | 'images' | 'classes';
export type Severity = 'high' | 'medium' | 'low';

export interface IssueMeaning {
  readonly title: string;
  readonly section: IssueSection;
  readonly severity: Severity;
  /** What it is and why it matters, one sentence for a person. */
  readonly explains: string;
}

export const ISSUES: Readonly<Record<IssueKind, IssueMeaning>> = {
  corrupt: {
    title: 'Corrupt',
    section: 'files',
    severity: 'high',
    explains: 'The file is damaged or cut off: a training run stops at it, or learns from grey.',
  },
  unsupported: {
    title: 'Unsupported',
    section: 'files',
    severity: 'high',
    explains: 'Not an image by its content, a format without a decoder here, or over a limit.',
  },
  'wrong-extension': {
    title: 'Wrong extension',
    section: 'files',
    severity: 'medium',
    explains: 'The content is another format than the name says; some loaders refuse such files.',
  },
  leak: {
    title: 'Leaks across splits',
    section: 'duplicates',
    severity: 'high',
    explains: 'The same picture lies in two splits, so that a test measures memory instead of learning.',
  },
  'label-conflict': {
    title: 'Label conflicts',
    section: 'duplicates',
    severity: 'high',
    explains: 'Copies of one picture carry different classes: at least one of them is wrong.',
  },
  'exact-duplicate': {
    title: 'Exact duplicates',
    section: 'duplicates',
    severity: 'medium',
    explains: 'Files with the same bytes.',
  },
  'pixel-duplicate': {
    title: 'Pixel duplicates',
    section: 'duplicates',
    severity: 'medium',
    explains: 'Different files that decode to the same pixels.',
  },
  'near-duplicate': {
    title: 'Near duplicates',
    section: 'duplicates',
    severity: 'medium',
    explains: 'Copies that were re-encoded, resized, flipped, turned or made slightly brighter.',
  },
  label: {
    title: 'Label issues',
    section: 'labels',
    severity: 'high',
    explains: 'The label is probably wrong: the predictions hold another class for far more likely.',
  },
  'annotator-disagreement': {
    title: 'Annotators disagree',
    section: 'labels',
    severity: 'medium',
    explains: 'Several people labelled it, not all with the same class: it is hard, ambiguous, or one of them erred.',
  },
  box: {
    title: 'Box issues',
    section: 'labels',
    severity: 'high',
    explains: 'Boxes without area, outside of the picture, drawn twice, or of another class than the run is sure of.',
  },
  outlier: {
    title: 'Outliers',
    section: 'embedding',
    severity: 'medium',
    explains: 'Far from all other pictures, as the embedding model sees them: strays from another collection, or rare cases.',
  },
  dark: {
    title: 'Dark',
    section: 'images',
    severity: 'medium',
    explains: 'Even the brightest parts are dark.',
  },
  light: {
    title: 'Light',
    section: 'images',
    severity: 'medium',
    explains: 'Even the darkest parts are nearly white.',
  },
  blurry: {
    title: 'Blurry',
    section: 'images',
    severity: 'medium',
    explains: 'Few edges: out of focus, shaken, or enlarged.',
  },
  'low-information': {
    title: 'Low information',
    section: 'images',
    severity: 'medium',
    explains: 'Hardly any different values: blank pages, plain backgrounds, placeholders.',
  },
  'single-color': {
    title: 'Single colour',
    section: 'images',
    severity: 'medium',
    explains: 'One colour all over.',
  },
  letterbox: {
    title: 'Letterbox bars',
    section: 'images',
    severity: 'low',
    explains: 'Plain bars above and below, or left and right: the frame of a film, or padding.',
  },
  'odd-size': {
    title: 'Odd size',
    section: 'images',
    severity: 'medium',
    explains: 'Much smaller or larger than the other images, or than those of its class.',
  },
  'odd-aspect-ratio': {
    title: 'Odd aspect ratio',
    section: 'images',
    severity: 'medium',
    explains: 'Very wide or very tall: squeezed or cropped hard when it is made square.',
  },
  'odd-file-size': {
    title: 'Odd file size',
    section: 'images',
    severity: 'low',
    explains: 'Far more or fewer bytes for its pixels than other files of its format.',
  },
  'strong-compression': {
    title: 'Strong JPEG compression',
    section: 'images',
    severity: 'low',
    explains: 'Saved at a low JPEG quality: blocks and ringing that a model may learn.',
  },
  grayscale: {
    title: 'Grayscale',
    section: 'images',
    severity: 'low',
    explains: 'No colour at all, also where it is stored as RGB.',
  },
  'orientation-flag': {
    title: 'Orientation flag',
    section: 'images',
    severity: 'low',
    explains: 'Stored turned, with a flag that says so; loaders that ignore it show the picture on its side.',
  },
  animated: {
    title: 'Several frames',
    section: 'images',
    severity: 'low',
    explains: 'An animation or several pages; only the first is looked at.',
  },
  'private-metadata': {
    title: 'Private metadata',
    section: 'files',
    severity: 'medium',
    explains: 'The file names a place, a camera’s serial number or a person. An export can strip it.',
  },
  'class-imbalance': {
    title: 'Rare classes',
    section: 'classes',
    severity: 'medium',
    explains: 'Classes with far fewer samples than the others, or missing from a split.',
  },
  'class-name': {
    title: 'Class names',
    section: 'classes',
    severity: 'medium',
    explains: 'Names that differ only by case, spacing or spelling.',
  },
};
