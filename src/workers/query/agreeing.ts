import type { Filter } from '../../shared/query.ts';
import { type Bits, bitsWhere } from './bits.ts';
import type { Columns } from './columns.ts';
import type { Checkpoint } from './turns.ts';

type Agrees = Extract<Filter, { readonly kind: 'agrees' }>;

/** Rows with a consensus of the annotators and a label, or a prediction, that is the same or not. */
export async function rowsAgreeing(filter: Agrees, columns: Columns, checkpoint: Checkpoint): Promise<Bits> {
  const { codes, names } = await classesOf(filter, columns, checkpoint);
  const { store } = columns;
  await store.ready(['consensus'], checkpoint);
  const { values: said, dictionary } = store.texts.consensus;
  const codeOf = new Map(names.map((name, code) => [name, code]));
  /** By code of the consensus; 0, which is no class's, where the other side does not know the class. */
  const same = Uint32Array.from(dictionary, (name) => (name === null ? 0 : (codeOf.get(name) ?? 0)));
  return bitsWhere(store.size, (row) => {
    const [given, consensus] = [codes[row] ?? 0, said[row] ?? 0];
    return given !== 0 && consensus !== 0 && (same[consensus] === given) === filter.isSame;
  });
}

/** Code of each row's class, 0 for none, and what the codes stand for. */
async function classesOf(
  { field, run }: Agrees,
  { store, predictions }: Columns,
  checkpoint: Checkpoint,
): Promise<{ readonly codes: Uint32Array; readonly names: readonly (string | null)[] }> {
  if (field === 'prediction') {
    const placed = await predictions.placed(run ?? null, checkpoint);
    return { codes: placed.codes, names: [null, ...placed.run.classes] };
  }
  await store.ready(['label'], checkpoint);
  return { codes: store.texts.label.values, names: store.texts.label.dictionary };
}
