import type { Filter } from '../../shared/query.ts';
import type { RunChange } from '../../shared/run-comparison.ts';
import { formatCount } from '../ui/format.ts';

type Counts = Readonly<Record<RunChange, number>>;

/** What became of samples from one run to the active one, as it can be asked for. */
export interface ChangeRow {
  readonly title: string;
  readonly count: number;
  readonly clauses: readonly Filter[];
}

/** @param before name of the other run */
export function changeRows(counts: Counts, before: string): readonly ChangeRow[] {
  const clauses = (was: 'correct' | 'wrong', is: 'correct' | 'wrong'): readonly Filter[] => [
    { kind: 'is', claim: is },
    { kind: 'is', claim: was, run: before },
  ];
  return [
    { title: 'Became right', count: counts.better, clauses: clauses('wrong', 'correct') },
    { title: 'Became wrong', count: counts.worse, clauses: clauses('correct', 'wrong') },
    { title: 'Wrong in both', count: counts['both-wrong'] + counts.changed, clauses: clauses('wrong', 'wrong') },
    { title: 'Right in both', count: counts['both-right'], clauses: clauses('correct', 'correct') },
  ];
}

/** What McNemar's test says, for a person. @param pValue in [0, 1] @param now name of the active run */
export function chanceWords({ better, worse }: Counts, pValue: number, now: string): string {
  if (better + worse === 0) return 'Both runs are right and wrong about the same samples.';
  const p = pValue < 0.001 ? 'p < 0.001' : `p = ${pValue.toFixed(3)}`;
  const by = `${formatCount(better)} became right, ${formatCount(worse)} wrong`;
  if (better === worse) return `${by}: neither run is better (McNemar’s test, ${p}).`;
  const which = better > worse ? 'better' : 'worse';
  if (pValue < 0.01) return `${by}: “${now}” is ${which}, and chance would hardly do that (McNemar’s test, ${p}).`;
  if (pValue < 0.05) return `${by}: “${now}” is probably ${which} (McNemar’s test, ${p}).`;
  return `${by}: that may well be chance (McNemar’s test, ${p}).`;
}
