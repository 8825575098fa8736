import { useEffect, useId } from 'react';
import { thumbUrl } from '../state/api.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { tiles, useTile } from '../state/tiles.ts';
import { fileName } from '../ui/tile-looks.ts';
import styles from './Thumbs.module.css';

export interface ThumbsProps {
  readonly samples: readonly { readonly id: number; readonly label: string | null }[];
  readonly size: 'small' | 'large';
  /** Marks those that have one of the two labels. */
  readonly given?: string | null;
  readonly suggested?: string | null;
}

const MOST = 10;

/** Small pictures of samples, each with its label. */
export function Thumbs({ samples, size, given = null, suggested = null }: ThumbsProps) {
  const where = useId();
  const shown = samples.slice(0, MOST);
  const wanted = shown.map(({ id }) => id).join(' ');
  useEffect(() => {
    tiles.want(wanted === '' ? [] : wanted.split(' ').map(Number), where);
    return () => tiles.want([], where);
  }, [wanted, where]);
  return (
    <ul className={styles.thumbs} data-size={size}>
      {shown.map(({ id, label }) => (
        <Thumb key={id} id={id} label={label} side={sideOf(label, given, suggested)} />
      ))}
    </ul>
  );
}

function Thumb({ id, label, side }: { readonly id: number; readonly label: string | null; readonly side: string | undefined }) {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const tile = useTile(id);
  const url = tile === null || dataset === null ? null : thumbUrl(dataset, tile);
  const name = `${label ?? 'no label'}${tile === null ? '' : `, ${fileName(tile.path)}`}`;
  return (
    <li className={styles.thumb} data-side={side} title={name}>
      {url === null ? null : <img src={url} alt={name} draggable={false} />}
    </li>
  );
}

function sideOf(label: string | null, given: string | null, suggested: string | null): 'given' | 'suggested' | undefined {
  if (label === null) return undefined;
  return label === suggested ? 'suggested' : label === given ? 'given' : undefined;
}
