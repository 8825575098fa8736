/** The query language by example. Every example is a query that parses. */
export const QUERY_HELP: readonly { readonly title: string; readonly examples: readonly QueryExample[] }[] = [
  {
    title: 'Find',
    examples: [
      { text: 'beach', does: 'the path contains it' },
      { text: 'label:cat', does: 'the class' },
      { text: 'tag:remove', does: 'a tag; also split: and format:' },
      { text: 'status:corrupt', does: 'damaged files' },
      { text: 'path:train/*', does: 'the whole path, * for anything' },
      { text: 'issue:blurry', does: 'a kind of issue; is:flagged for any' },
      { text: 'is:untagged', does: 'also is:unlabeled, is:unsplit' },
    ],
  },
  {
    title: 'Compare',
    examples: [
      { text: 'sizeBytes<20kb', does: 'small files' },
      { text: 'width>=640 height>=480', does: 'pixels' },
      { text: 'score.blurry<0.2', does: 'a quality score, 0 worst' },
      { text: 'score.outlier<0.1', does: 'far from all others' },
      { text: 'width:640..1024', does: 'a range, both ends in it' },
      { text: 'aspect>2', does: 'width / height' },
      { text: 'modified>=2024-05-01', does: 'a date' },
      { text: 'capturedAt<2024-05-01T18:30', does: 'when it was taken, by the camera’s clock' },
      { text: 'lasso:"0,0 4,0 2,3"', does: 'within corners on the map' },
    ],
  },
  {
    title: 'Predictions',
    examples: [
      { text: 'label!=prediction', does: 'label and run disagree' },
      { text: 'label!=consensus', does: 'label and annotators disagree' },
      { text: 'prob.cat<0.2', does: 'probability of a class' },
      { text: 'confidence>0.9', does: 'how sure the run is' },
      { text: 'prediction:"sea lion"', does: 'the predicted class' },
      { text: '(run:a is:correct) (run:b is:wrong)', does: 'two runs compared' },
      { text: 'sort:score.normalized-margin', does: 'labels most likely wrong first' },
    ],
  },
  {
    title: 'Boxes',
    examples: [
      { text: 'boxes>20', does: 'given boxes' },
      { text: 'falseNegatives>0', does: 'some that the run missed; also falsePositives' },
      { text: 'missingBoxes>0', does: 'the run is sure where no box is; also spuriousBoxes' },
      { text: 'match:"cat|dog"', does: 'a cat that the run takes for a dog' },
    ],
  },
  {
    title: 'Combine',
    examples: [
      { text: 'label:cat -tag:remove', does: 'both hold; - means not' },
      { text: 'label:cat OR label:dog', does: 'either holds' },
      { text: '(cat OR dog) split:train', does: 'parentheses group' },
      { text: 'label:"sea lion"', does: 'quotes for spaces' },
    ],
  },
  {
    title: 'Order',
    examples: [
      { text: 'sort:sizeBytes', does: 'smallest first' },
      { text: 'sort:-width', does: 'widest first' },
      { text: 'sort:-similar:12,!7', does: 'like sample 12, unlike 7' },
    ],
  },
];

export interface QueryExample {
  readonly text: string;
  readonly does: string;
}
