import { IconChevronRight } from '@tabler/icons-react';
import type { PrivateKind, PrivateTag } from '../../shared/private-metadata.ts';
import styles from './Fold.module.css';

const KINDS: Readonly<Record<PrivateKind, string>> = {
  position: 'position',
  'serial-number': 'serial number',
  person: 'person',
  place: 'place',
};

/** What the file tells about a person, a place or a device: tags with their values. */
export function PrivateFacts({ tags }: { readonly tags: readonly PrivateTag[] }) {
  if (tags.length === 0) return null;
  const kinds = [...new Set(tags.map(({ kind }) => KINDS[kind]))].join(', ');
  return (
    <details className={styles.fold}>
      <summary>
        <IconChevronRight className={styles.chevron} size={14} aria-hidden />
        Private metadata
        <span className={styles.hint}>{kinds}</span>
      </summary>
      <dl className={styles.rows}>
        {tags.map(({ kind, tag, value }) => (
          <div key={`${tag} ${value}`} className={styles.row} title={KINDS[kind]}>
            <dt>{tag}</dt>
            <dd className="wn-selectable">{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
