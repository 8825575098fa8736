import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useDatasetStore } from '../state/dataset-store.ts';
import { useSampleLineage } from '../state/sample-lineage.ts';
import { formatAgo } from '../ui/format.ts';
import { Problem } from '../ui/Problem.tsx';
import fold from './Fold.module.css';
import styles from './Lineage.module.css';
import { type LineageLine, lineageLines } from './lineage-lines.ts';

/** Where what is known of a sample comes from, folded away at first; once open, it stays so from sample to sample. */
export function Lineage({ id }: { readonly id: number }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className={fold.fold} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <IconChevronRight className={fold.chevron} size={14} aria-hidden />
        Where it comes from
        <span className={fold.hint}>decisions, runs, files</span>
      </summary>
      {isOpen ? <Steps id={id} /> : null}
    </details>
  );
}

function Steps({ id }: { readonly id: number }) {
  const folder = useDatasetStore((state) => state.dataset?.folder ?? '');
  const { data, error } = useSampleLineage(id);
  if (error !== null) return <Problem message={error.message} />;
  if (data === undefined) return null;
  return (
    <ul className={styles.steps} aria-label="Where it comes from">
      {lineageLines(data, folder).map((line) => (
        <Step key={line.key} line={line} />
      ))}
    </ul>
  );
}

function Step({ line: { what, by, at } }: { readonly line: LineageLine }) {
  return (
    <li>
      <span className={styles.what}>{what}</span>
      <span className={`${styles.by} wn-selectable`}>
        {by}
        {at === null ? null : (
          <>
            {by === '' ? '' : ' · '}
            <time dateTime={at} title={new Date(at).toLocaleString()}>
              {formatAgo(Date.parse(at), Date.now())}
            </time>
          </>
        )}
      </span>
    </li>
  );
}
