import type { SampleBoxes } from '../../shared/box.ts';
import type { FaultyBox } from '../../shared/issue.ts';
import type { Dataset } from './dataset.ts';
import type { FoundIssue } from './explain-issues.ts';

/** Says of samples with box issues which of their boxes are meant. */
export async function withBoxFaults(dataset: Dataset, found: readonly FoundIssue[]): Promise<readonly FoundIssue[]> {
  const all = await dataset.query.call('sampleBoxes', { ids: Uint32Array.from(found, ({ id }) => id) });
  return found.map((issue, at) => ({ ...issue, boxes: faultsOf(all[at]) }));
}

function faultsOf(boxes: SampleBoxes | undefined): readonly FaultyBox[] {
  return (boxes?.given ?? []).flatMap(({ problems, suggested, class: name, place }) =>
    problems.map((problem) => ({
      problem,
      class: name,
      box: place,
      ...(problem === 'wrong-class' && suggested !== null ? { suggested: suggested.class, score: suggested.score } : {}),
    })),
  );
}
