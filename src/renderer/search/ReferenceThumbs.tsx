import { IconPhotoSearch } from '@tabler/icons-react';
import type { SimilaritySort } from '../../shared/query.ts';
import { thumbUrl } from '../state/api.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { useReferenceTiles } from '../state/query-references.ts';
import styles from './ReferenceThumbs.module.css';

/** As many as fit into a button. */
const MOST = 3;

/** The first samples that an order by similarity names, as small pictures; a sign where it names only probes. */
export function ReferenceThumbs({ sort }: { readonly sort: SimilaritySort }) {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const ids = [...sort.to, ...sort.away].filter((reference) => typeof reference === 'number').slice(0, MOST);
  const tiles = useReferenceTiles(ids);
  const urls = dataset === null ? [] : tiles.flatMap((tile) => thumbUrl(dataset, tile) ?? []);
  if (urls.length === 0) return <IconPhotoSearch size={14} />;
  return (
    <span className={styles.thumbs}>
      {urls.map((url) => (
        <img key={url} className={styles.thumb} src={url} alt="" />
      ))}
    </span>
  );
}
