import { create } from 'zustand';
import type { Filter } from '../../shared/query.ts';
import {
  type FocusedCell,
  hasClauses,
  isSamePart,
  type MatrixPart,
  type NamedRun,
  partClauses,
  withClauses,
  withoutClauses,
} from './confusion-part.ts';
import { useDatasetStore } from './dataset-store.ts';
import { useQueryStore } from './query-store.ts';

export interface ConfusionState {
  /** The run that the active one is compared with, by id; null: it is looked at alone. */
  readonly comparedId: number | null;
  /** What was opened, while the query has `clauses`. */
  readonly part: MatrixPart | null;
  /** What it is called where it is no part of the matrix: `better than “a”`. */
  readonly title: string | null;
  /** What that asks for. */
  readonly clauses: readonly Filter[];
  /** Those of them that were added to the query: they do not narrow the matrix itself. */
  readonly own: readonly Filter[];
  readonly focus: FocusedCell | null;
}

const NOTHING: ConfusionState = { comparedId: null, part: null, title: null, clauses: [], own: [], focus: null };

/** What is looked at in the confusion matrix. */
export const useConfusionStore = create<ConfusionState>()(() => NOTHING);

/** The part that the query shows now; null: none, or the user has changed it since. */
export function useOpenPart(): MatrixPart | null {
  const part = useConfusionStore((state) => state.part);
  return useIsNarrowed() ? part : null;
}

/** True while the query asks for what was opened in this view. */
export function useIsNarrowed(): boolean {
  const clauses = useConfusionStore((state) => state.clauses);
  return useQueryStore(({ query }) => clauses.length > 0 && hasClauses(query.filter, clauses));
}

/** What the matrix is counted from: the query without this view's own clauses. */
export function baseFilter(filter: Filter | null, { clauses, own }: Pick<ConfusionState, 'clauses' | 'own'>): Filter | null {
  return hasClauses(filter, clauses) ? withoutClauses(filter, own) : filter;
}

/** Shows the samples of a part; of one that is shown already: shows them no more. @param runs see `partClauses` */
export function openPart(part: MatrixPart, runs: readonly NamedRun[]): void {
  const { part: shown, clauses } = useConfusionStore.getState();
  const { query } = useQueryStore.getState();
  if (isSamePart(shown, part) && hasClauses(query.filter, clauses)) closePart();
  else narrow(partClauses(part, runs), part, null);
}

/** Shows samples that clauses of this view ask for. @param title what they are */
export function openClauses(clauses: readonly Filter[], title: string): void {
  narrow(clauses, null, title);
}

/** Takes this view's clauses off the query. */
export function closePart(): void {
  narrow([], null, null);
}

function narrow(clauses: readonly Filter[], part: MatrixPart | null, title: string | null): void {
  const { own: before } = useConfusionStore.getState();
  const { query: asked, setQuery } = useQueryStore.getState();
  const { query, own } = withClauses(asked, before, clauses);
  useConfusionStore.setState({ part, title, clauses, own });
  setQuery(query);
}

/** Nothing of a dataset that was closed is kept. */
useDatasetStore.subscribe(({ dataset }, { dataset: before }) => {
  if (dataset?.id !== before?.id) useConfusionStore.setState(NOTHING);
});
