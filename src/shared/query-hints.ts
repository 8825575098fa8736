import { ISSUES } from './issue-meanings.ts';
import { ANNOTATION_SCORE_TITLES, EMBEDDING_SCORE_TITLES, SCORES, type ScoreName } from './score.ts';

/** The beginning of a term, and what it asks for. */
export type FieldHint = readonly [start: string, hint: string];

export const FIELD_HINTS: readonly FieldHint[] = [
  ['label:', 'given class'],
  ['tag:', 'a tag of yours'],
  ['prediction:', 'class that the run says'],
  ['confidence<', 'how sure the run is, 0 to 1'],
  ['prob.', 'probability of a class, as in prob.cat<0.2'],
  ['consensus:', 'class that annotators come to'],
  ['run:', 'a run by name, for the terms beside it'],
  ['split:', 'train, val, test'],
  ['status:', 'ok, corrupt, unsupported…'],
  ['format:', 'format by content'],
  ['issue:', 'blurry, leak, corrupt…'],
  ['path:', 'pattern for the whole path, as in train/*'],
  ['note:', 'what you wrote on it; is:noted finds all'],
  ['is:', 'tagged, unlabeled, wrong…'],
  ['sort:', 'order; sort:-width sorts downwards'],
  ['sizeBytes<', 'size of the file, as in 5kb or 2MB'],
  ['width>=', 'pixels'],
  ['height>=', 'pixels'],
  ['aspect>', 'width / height'],
  ['channels=', 'colour channels'],
  ['frames>', 'frames or pages'],
  ['modified>=', 'date, as in 2024-05-01'],
  ['capturedAt>=', 'when it was taken, as in 2024-05-01'],
  ['orientation>', 'how the file says it is turned, 1 to 8'],
  ['score.', 'from 0, worst, to 1, as in score.blurry<0.3'],
  ['group.', 'copies of one picture, as in group.near=12'],
  ['map.', 'place on the map, as in map.x>2'],
  ['boxes>', 'given boxes'],
  ['falsePositives>', 'boxes of the run that are wrong'],
  ['falseNegatives>', 'given boxes that the run did not find'],
  ['truePositives>', 'boxes of the run that are right'],
  ['missingBoxes>', 'objects that the run is sure of where no box is'],
  ['spuriousBoxes>', 'given boxes where the run sees nothing'],
  ['field.', 'what annotation files say, as in field.camera:canon'],
  ['match:', 'given and predicted class of one box, as in match:"cat|dog"'],
  ['lasso:', 'an area of the map, as in lasso:"0,0 4,0 2,3"'],
  ['id=', 'number of the sample'],
];

/** Offered once their first word is typed: together they would hide the others. */
export const DOTTED_HINTS: readonly FieldHint[] = [
  ...SCORES.map((name) => [`score.${name}<`, scoreHint(name)] as const),
  ['score.outlier<', `${EMBEDDING_SCORE_TITLES.outlier}: 0 for outliers`],
  ['score.uniqueness>', `${EMBEDDING_SCORE_TITLES.uniqueness}: 1 least like any other`],
  ['score.representativeness<', `${EMBEDDING_SCORE_TITLES.representativeness}: 1 in the middle of its cluster`],
  ['score.iou<', 'overlap of found boxes with what is given'],
  ['score.class-distance<', `${EMBEDDING_SCORE_TITLES['class-distance']}: 0 farthest from its middle`],
  ['score.self-confidence<', 'Probability of the given label'],
  ['score.normalized-margin<', 'Probability of the given label against the largest other: 0 most likely wrong'],
  ['score.margin<', 'Largest probability less the second: 0 undecided'],
  ['score.entropy>', 'How spread the probabilities are: 1 evenly'],
  ['score.mistakenness>', 'How likely the label is a mistake: 1 surely'],
  ['score.hardness>', 'Entropy of the probabilities, in nats'],
  ['score.agreement<', `${ANNOTATION_SCORE_TITLES.agreement}: 1 where all gave the same label`],
  ['score.consensus<', `${ANNOTATION_SCORE_TITLES.consensus}: 0 undecided`],
  ['score.expected-gain>', 'What correcting the label would teach the regression'],
  ['map.x>', 'place on the map, from left to right'],
  ['map.y>', 'place on the map, from bottom to top'],
  ['group.exact=', 'files with the same bytes'],
  ['group.pixel=', 'files with the same pixels'],
  ['group.near=', 'copies, also changed a little'],
];

function scoreHint(name: ScoreName): string {
  return `${ISSUES[name].title}: 0 worst, 1 best`;
}
