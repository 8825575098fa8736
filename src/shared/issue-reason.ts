import type { SampleAnnotations } from './annotation.ts';
import { BOX_PROBLEMS, type BoxProblem } from './box.ts';
import { duplicateReason } from './duplicate-reason.ts';
import { type DuplicateKind, type FaultyBox, type GroupKind, type IssueKind, isGroupKind } from './issue.ts';
import type { PrivateTag } from './private-metadata.ts';
import { privateWords } from './private-words.ts';
import type { SampleStatus } from './sample.ts';

/** What a sample's issue is explained from. */
export interface ReasonFacts {
  readonly score: number;
  readonly status: SampleStatus;
  /** The decoder's words. */
  readonly reason: string | null;
  readonly format: string | null;
  readonly extensionFormat: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly sizeBytes: number;
  readonly frames: number | null;
  readonly orientation: number | null;
  readonly intact: number | null;
  readonly label: string | null;
  readonly split: string | null;
  readonly privateMetadata: readonly PrivateTag[];
  /** Of a label that a run doubts. */
  readonly doubt?: LabelDoubt | null;
  /** Where annotators disagree. */
  readonly annotations?: SampleAnnotations | null;
  /** Of box issues. */
  readonly boxes?: readonly FaultyBox[];
  /** The sample it is a duplicate of. */
  readonly related: {
    readonly path: string;
    readonly label: string | null;
    readonly split: string | null;
    readonly distance: number;
    readonly turn: number;
    /** The narrowest of the partitions in which both are in one group. */
    readonly partition: DuplicateKind;
  } | null;
}

/** What a run holds a sample for. */
export interface LabelDoubt {
  readonly run: string;
  readonly suggested: string | null;
  /** Of the suggested class, and of the given one; NaN where the run does not say. */
  readonly probability: number;
  readonly given: number;
}

const percent = (share: number): string => `${Math.round(share * 100)}%`;
/** Two digits where one would say "0". */
const precise = (value: number): string => (value < 10 ? value.toFixed(1) : String(Math.round(value)));

const dimensions = ({ width, height }: ReasonFacts): string => `${width ?? '?'} × ${height ?? '?'} px`;
const formatName = (format: string | null): string => format?.toUpperCase() ?? 'unknown';

/** Of 255 levels, from a score that is a share of the most there can be. */
const levels = (score: number, most: number): string => `${precise(score * most)} of 255 levels`;

/** How a viewer has to flip or turn what is stored. @see Exif 3.0, tag 274 */
const ORIENTATIONS: readonly string[] = [
  'upright',
  'mirrored',
  'upside down',
  'upside down and mirrored',
  'on its side and mirrored',
  'on its left side',
  'on its side and mirrored',
  'on its right side',
];

function corruptReason({ reason, intact }: ReasonFacts): string {
  const words = reason ?? 'the file is damaged';
  if (intact === null) return words;
  return intact === 0 ? `${words}; nothing of it could be read` : `${words}; the upper ${percent(intact)} of its rows are intact`;
}

function aspectReason(facts: ReasonFacts): string {
  const { width, height } = facts;
  if (width === null || height === null || width === 0 || height === 0) return dimensions(facts);
  const times = precise(Math.max(width / height, height / width));
  return `${dimensions(facts)}: ${times} times as ${width > height ? 'wide as tall' : 'tall as wide'}`;
}

function fileSizeReason(facts: ReasonFacts): string {
  const { sizeBytes, width, height } = facts;
  const bytes =
    sizeBytes < 10_000 ? `${sizeBytes.toLocaleString('en')} bytes` : `${Math.round(sizeBytes / 1000).toLocaleString('en')} kB`;
  const pixels = (width ?? 0) * (height ?? 0);
  const bits = pixels === 0 ? '' : `, ${((sizeBytes * 8) / pixels).toPrecision(2)} bits a pixel`;
  return `${bytes} for ${dimensions(facts)}${bits}`;
}

/** The score is exp(-d / median d) of the mean distance to its nearest. */
function outlierReason({ score }: ReasonFacts): string {
  if (score <= 0) return 'its nearest pictures are farther from it than can be told';
  const times = -Math.log(score);
  return `its nearest pictures are ${times < 2 ? times.toFixed(2) : precise(times)} times as far from it as is usual`;
}

/** `.93` */
const shortShare = (value: number): string => value.toFixed(2).replace(/^0/, '');

function labelReason({ label, doubt }: ReasonFacts): string {
  if (doubt === undefined || doubt === null || doubt.suggested === null) return `labelled "${label ?? ''}", which the run doubts`;
  const sure = Number.isNaN(doubt.probability) ? '' : ` with ${shortShare(doubt.probability)}`;
  const given = Number.isNaN(doubt.given) ? '' : ` (given ${shortShare(doubt.given)})`;
  return `labelled "${label ?? ''}", the run says "${doubt.suggested}"${sure}${given}`;
}

/** `3 annotators say "cat", 2 "dog"; together "cat" with .93, labelled "dog"` */
function annotatorReason({ label, annotations }: ReasonFacts): string {
  if (annotations === undefined || annotations === null) return 'its annotators do not agree';
  const { votes, consensus, probability } = annotations;
  const counts = [...Map.groupBy(votes, (vote) => vote.label)]
    .map(([name, those]) => ({ name, count: those.length }))
    .toSorted((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  const [first, ...others] = counts.map(({ name, count }) => ({ count, said: `"${name}"` }));
  if (first === undefined) return 'its annotators do not agree';
  const leading = first.count === 1 ? '1 annotator says' : `${first.count} annotators say`;
  const all = [`${leading} ${first.said}`, ...others.map(({ count, said }) => `${count} ${said}`)].join(', ');
  const given = label === consensus ? '' : label === null ? ', no label' : `, labelled "${label}"`;
  return `${all}; together "${consensus}" with ${shortShare(probability)}${given}`;
}

const BOX_WORDS: Readonly<Record<BoxProblem, string>> = {
  'zero-area': 'without area',
  outside: 'out of the picture',
  duplicated: 'drawn twice',
  'wrong-class': 'of a doubtful class',
};

/** `2 boxes without area (RBC), 1 box drawn twice (WBC)` */
function boxReason({ boxes = [] }: ReasonFacts): string {
  const parts = BOX_PROBLEMS.flatMap((problem) => {
    const meant = boxes.filter((box) => box.problem === problem);
    if (meant.length === 0) return [];
    const classes = [
      ...new Set(meant.map((box) => (box.suggested === undefined ? box.class : `${box.class}, rather ${box.suggested}`))),
    ];
    const shown = classes.slice(0, 3).join('; ') + (classes.length > 3 ? '…' : '');
    return [`${meant.length} ${meant.length === 1 ? 'box' : 'boxes'} ${BOX_WORDS[problem]} (${shown})`];
  });
  return parts.length === 0 ? 'a box that something is wrong with' : parts.join(', ');
}

const grayscaleReason = ({ score }: ReasonFacts): string =>
  score === 0 ? 'red, green and blue are equal in every pixel' : `red, green and blue lie only ${levels(score, 255)} apart`;

const orientationReason = ({ orientation }: ReasonFacts): string =>
  `stored ${ORIENTATIONS[(orientation ?? 1) - 1] ?? 'in an unknown way'} (EXIF orientation ${orientation ?? 'unknown'})`;

type Reason = (facts: ReasonFacts) => string;

const REASONS: Readonly<Record<Exclude<IssueKind, GroupKind>, Reason>> = {
  corrupt: corruptReason,
  unsupported: ({ reason }) => reason ?? 'there is no decoder for it',
  'wrong-extension': ({ format, extensionFormat }) =>
    `the content is ${formatName(format)}, the name says ${formatName(extensionFormat)}`,
  label: labelReason,
  'annotator-disagreement': annotatorReason,
  box: boxReason,
  outlier: outlierReason,
  dark: ({ score }) => `99% of its pixels are darker than ${percent(score)} brightness`,
  light: ({ score }) => `95% of its pixels are brighter than ${percent(1 - score)} brightness`,
  blurry: ({ score }) => `hardly any edges at 64 px: sharpness ${percent(score)}`,
  'low-information': ({ score }) => `its values carry ${precise(score * 10)} bits of information, those of most photos over 7`,
  'single-color': ({ score }) => `one colour: its values spread by only ${levels(score, 127.5)}`,
  letterbox: ({ score }) => `plain bars take ${percent(1 - score)} of its area`,
  'odd-size': (facts) => `${dimensions(facts)}, far from the usual size`,
  'odd-aspect-ratio': aspectReason,
  'odd-file-size': fileSizeReason,
  'strong-compression': ({ score }) => `JPEG quality about ${Math.round(score * 100)}`,
  grayscale: grayscaleReason,
  'orientation-flag': orientationReason,
  animated: ({ frames }) => `${(frames ?? 0).toLocaleString('en')} frames or pages, of which only the first is looked at`,
  'private-metadata': ({ privateMetadata }) => `the file gives away ${privateWords(privateMetadata)}`,
  'class-imbalance': ({ label }) => `its class "${label ?? ''}" is rare, or missing from a split`,
  'class-name': ({ label }) => `the name of its class, "${label ?? ''}", is nearly that of another`,
};

/** Why a sample has an issue, in one sentence for a person, without a full stop. */
export function issueReason(kind: IssueKind, facts: ReasonFacts): string {
  return isGroupKind(kind) ? duplicateReason(kind, facts) : REASONS[kind](facts);
}
