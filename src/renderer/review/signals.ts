import type { SampleAnnotations } from '../../shared/annotation.ts';
import type { LabelEvidence } from '../../shared/prediction-api.ts';
import { formatNoun } from '../ui/format.ts';
import { chanceWords } from './review-words.ts';

/** What one source says of a label. */
export interface Signal {
  readonly source: 'model' | 'neighbours' | 'copies' | 'annotators';
  /** Null: neither of the two, or both as much. */
  readonly speaksFor: 'given' | 'suggested' | null;
  readonly text: string;
  /** Samples it goes by. */
  readonly samples: readonly { readonly id: number; readonly label: string | null }[];
}

/** The sources that say something, each with what it says. @param suggested class to change the label to; null: none */
export function signalsOf(evidence: LabelEvidence, suggested: string | null): readonly Signal[] {
  const { given, neighbours, duplicates, annotators } = evidence;
  const sides = { given, suggested };
  return [
    ...(evidence.probability === null || evidence.suggested === null ? [] : [modelSignal(evidence, sides)]),
    ...(neighbours.length === 0 ? [] : [countedSignal('neighbours', 'neighbour', neighbours, sides)]),
    ...(duplicates.length === 0 ? [] : [countedSignal('copies', 'copy', duplicates, sides)]),
    ...(annotators === null ? [] : [annotatorsSignal(annotators, sides)]),
  ];
}

interface Sides {
  readonly given: string | null;
  readonly suggested: string | null;
}

function modelSignal({ suggested, probability, given, givenProbability }: LabelEvidence, sides: Sides): Signal {
  const rest = given === null || given === suggested ? '' : `, “${given}” with ${chanceWords(givenProbability)}`;
  return {
    source: 'model',
    speaksFor: sideOf(suggested, sides),
    text: `The model says “${suggested}” with ${chanceWords(probability)}${rest}`,
    samples: [],
  };
}

function annotatorsSignal({ votes, consensus, probability }: SampleAnnotations, sides: Sides): Signal {
  const same = votes.filter(({ label }) => label === consensus).length;
  return {
    source: 'annotators',
    speaksFor: sideOf(consensus, sides),
    text: `${formatNoun(votes.length, 'annotator')}: “${consensus}” with ${chanceWords(probability)}, said by ${same}`,
    samples: [],
  };
}

/** The label that most of them have. */
function countedSignal(
  source: 'neighbours' | 'copies',
  noun: 'neighbour' | 'copy',
  samples: Signal['samples'],
  sides: Sides,
): Signal {
  const counts = [...Map.groupBy(samples, ({ label }) => label)]
    .map(([label, those]) => ({ label, count: those.length }))
    .toSorted((a, b) => b.count - a.count);
  const [first, second] = counts;
  const isTie = first !== undefined && second !== undefined && first.count === second.count;
  const all = noun === 'copy' && samples.length !== 1 ? `${samples.length} copies` : formatNoun(samples.length, noun);
  const shares = counts.slice(0, 3).map(({ label, count }) => `${count} ${label === null ? 'without a label' : `“${label}”`}`);
  return {
    source,
    speaksFor: first === undefined || isTie ? null : sideOf(first.label, sides),
    text: `${all}: ${shares.join(', ')}${counts.length > 3 ? ', …' : ''}`,
    samples,
  };
}

function sideOf(label: string | null, { given, suggested }: Sides): Signal['speaksFor'] {
  if (label === null) return null;
  return label === suggested ? 'suggested' : label === given ? 'given' : null;
}
