import { useQueryStore } from '../state/query-store.ts';
import { useSelectionStore } from '../state/selection-store.ts';
import { formatCount } from '../ui/format.ts';
import styles from './Toolbar.module.css';

/** `1,234 of 10,000 samples · 3 selected`. */
export function Counts() {
  const matching = useQueryStore((state) => state.ids.length);
  const total = useQueryStore((state) => state.total);
  const isFiltered = useQueryStore((state) => state.answered !== null && state.answered.filter !== null);
  const selected = useSelectionStore((state) => state.selection.selected.size);
  return (
    <div className={styles.counts} role="status">
      <b>{formatCount(matching)}</b>
      {isFiltered ? ` of ${formatCount(total)}` : null}
      <span className={styles.noun}> {(isFiltered ? total : matching) === 1 ? 'sample' : 'samples'}</span>
      {selected === 0 ? null : ` · ${formatCount(selected)}`}
      {selected === 0 ? null : <span className={styles.noun}> selected</span>}
    </div>
  );
}
