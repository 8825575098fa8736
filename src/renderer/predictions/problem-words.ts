import { assertNever } from '../../shared/errors.ts';
import type { FileProblem, MatchRule, PreviewNeed, ReadCounts } from '../../shared/prediction-file.ts';
import { formatCount, formatNoun } from '../ui/format.ts';

/** What is wrong with some rows, and what is done about it. */
export function problemText({ kind, count }: FileProblem): string {
  const rows = formatNoun(count, 'row');
  switch (kind) {
    case 'missing-path':
      return `${rows} without a path: left out`;
    case 'unmatched-path':
      return `${rows} of pictures that are not in this dataset: left out`;
    case 'ambiguous-path':
      return `${rows} whose path could mean several pictures: left out`;
    case 'duplicate-sample':
      return `${rows} of a picture that another row had already: the surer one counts`;
    case 'unknown-class':
      return `${formatNoun(count, 'class')} that no sample is labelled with: kept`;
    case 'missing-value':
      return `${rows} without a prediction, or with a number missing: their probabilities are not used`;
    case 'bad-value':
      return `${rows} with text where a number should be: taken as missing`;
    case 'out-of-range':
      return `${rows} with a probability below 0 or above 1: kept as they are`;
    case 'row-sum':
      return `${rows} whose probabilities do not sum to 1: kept as they are`;
    case 'not-highest':
      return `${rows} whose predicted class is not the most probable one: kept as they are`;
    case 'extra-cells':
      return `${rows} with more or fewer cells than the header`;
    case 'unknown-image':
      return `${count === 1 ? '1 box' : `${formatCount(count)} boxes`} of images that the annotations do not name: left out`;
    case 'bad-box':
      return `${count === 1 ? '1 object' : `${formatCount(count)} objects`} without a box of four numbers: left out`;
    case 'other-size':
      return `${formatNoun(count, 'picture')} of another size than the annotations say: kept as they are`;
    case 'no-size':
      return `${formatNoun(count, 'picture')} that cannot be decoded, with boxes in shares of its size: these are left out`;
    case 'bad-file':
      return `${formatNoun(count, 'file')} that cannot be read: left out`;
    case 'labelled-before':
      return `${formatNoun(count, 'picture')} that files of another format label already: left as those say`;
    case 'several-labels':
      return `${rows} of more or fewer classes than one: kept in fields, as no label`;
    default:
      return assertNever(kind);
  }
}

/** What has to be said before anything can be imported. */
export const NEED_WORDS: Readonly<Record<PreviewNeed, string>> = {
  path: 'Say which column holds the path of the picture.',
  'paths-file': 'The numbers come without paths: name a file with the path of each row, one a line.',
  prediction: 'Say which column holds the predicted class, or the probabilities.',
  classes: 'Name a file with the classes in the order of the probabilities, one a line.',
  'other-classes': 'There are more or fewer classes named than the rows have probabilities: name another file of classes.',
};

const RULE_WORDS: Readonly<Record<MatchRule, string>> = {
  exact: 'by their path',
  normalized: 'by their path, whatever its case and slashes',
  absolute: 'by their absolute path',
  suffix: 'by the end of their path',
  name: 'by their file name',
  stem: 'by their file name without its extension',
};

/** `9,998 of 10,000 rows are samples of this dataset: by the end of their path.` */
export function matchText({ rows, samples, matchedBy }: ReadCounts): string {
  const rules = (Object.keys(RULE_WORDS) as MatchRule[]).filter((rule) => matchedBy[rule] > 0);
  const found = rules.map((rule) =>
    rules.length === 1 ? RULE_WORDS[rule] : `${formatCount(matchedBy[rule])} ${RULE_WORDS[rule]}`,
  );
  return `${formatCount(samples)} of ${formatNoun(rows, 'row')} are samples of this dataset${found.length === 0 ? '' : `: ${found.join(', ')}`}.`;
}
