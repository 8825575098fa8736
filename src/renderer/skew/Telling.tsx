import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useId } from 'react';
import type { Query } from '../../shared/query.ts';
import { thumbUrl } from '../state/api.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { showSamples, useFirstSamples } from '../state/skew.ts';
import { tiles, useTile } from '../state/tiles.ts';
import { fileName } from '../ui/tile-looks.ts';
import detail from './SkewDetail.module.css';
import styles from './Telling.module.css';

const MOST = 8;

export interface TellingProps {
  /** The samples: the first of them are seen, all are shown by the button. */
  readonly query: Query;
  /** What they are. */
  readonly children: ReactNode;
  /** Those to be seen, in their order; absent: the first of the query. */
  readonly ids?: readonly number[];
}

/** Pictures that a difference shows in, and the way to all of them in the grid. */
export function Telling({ query, children, ids }: TellingProps) {
  const heading = useId();
  const { data } = useFirstSamples(query, MOST);
  const shown = ids ?? data?.map(({ id }) => id) ?? [];
  const wanted = shown.join(' ');
  useEffect(() => {
    tiles.want(wanted === '' ? [] : wanted.split(' ').map(Number), heading);
    return () => tiles.want([], heading);
  }, [wanted, heading]);
  return (
    <section aria-labelledby={heading}>
      <div className={detail.side}>
        <h3 id={heading}>{children}</h3>
        <Button size="compact-xs" variant="default" aria-describedby={heading} onClick={() => showSamples(query)}>
          Show the samples
        </Button>
      </div>
      <ul className={styles.pictures}>
        {shown.map((id) => (
          <Picture key={id} id={id} onShow={() => showSamples(query, id)} />
        ))}
      </ul>
      {data?.length === 0 ? <p className={detail.note}>None.</p> : null}
    </section>
  );
}

function Picture({ id, onShow }: { readonly id: number; readonly onShow: () => void }) {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const tile = useTile(id);
  const url = tile === null || dataset === null ? null : thumbUrl(dataset, tile);
  const name = tile === null ? 'A sample' : `${fileName(tile.path)}, ${tile.label ?? 'no label'}`;
  return (
    <li>
      <button type="button" className={styles.picture} title={name} aria-label={name} onClick={onShow}>
        {url === null ? null : <img src={url} alt="" draggable={false} />}
      </button>
    </li>
  );
}
