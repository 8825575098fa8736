import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { SampleAnnotation } from '../../shared/sample-lineage.ts';
import { useSampleLineage } from '../state/sample-lineage.ts';
import { formatAgo } from '../ui/format.ts';
import { Problem } from '../ui/Problem.tsx';
import fold from './Fold.module.css';
import styles from './Lineage.module.css';
import { lineageLines } from './lineage-lines.ts';

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
  const { data, error } = useSampleLineage(id);
  if (error !== null) return <Problem message={error.message} />;
  if (data === undefined) return null;
  return (
    <>
      <ul className={styles.steps} aria-label="Where it comes from">
        {lineageLines(data).map(({ key, what, by, at }) => (
          <li key={key}>
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
        ))}
      </ul>
      {data.annotation === null ? null : <CarriedFields fields={data.annotation.fields} />}
    </>
  );
}

/** What annotation files say of the picture by name. */
function CarriedFields({ fields }: Pick<SampleAnnotation, 'fields'>) {
  if (fields.length === 0) return null;
  return (
    <dl className={fold.rows} aria-label="Fields of its annotations">
      {fields.map(({ name, value }) => (
        <div key={name} className={fold.row}>
          <dt>{name}</dt>
          <dd className="wn-selectable">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
