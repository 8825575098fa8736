import { Button } from '@mantine/core';
import type { SimilarSample } from '../../shared/embedding.ts';
import { thumbUrl } from '../state/api.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { useActiveModel } from '../state/embeddings.ts';
import { focusOnly } from '../state/selection.ts';
import { useSelectionStore } from '../state/selection-store.ts';
import { moreLikeThese, useNearest } from '../state/similar.ts';
import { useTile } from '../state/tiles.ts';
import { useUiStore } from '../state/ui-store.ts';
import { useWithKey } from '../ui/use-key.ts';
import styles from './MoreLikeThis.module.css';
import { useWantedTiles } from './use-wanted-tiles.ts';

const SHOWN = 9;

/** The samples nearest to the focused one, and the way to all of them. */
export function MoreLikeThis({ id }: { readonly id: number }) {
  const model = useActiveModel();
  const title = useWithKey('find.more-like', 'Order the grid by likeness');
  const openDialog = useUiStore((state) => state.openDialog);
  const { nearest, error } = useNearest(model == null ? null : id, SHOWN);
  useWantedTiles(nearest);
  if (model === undefined) return null;
  return (
    <section className={styles.section} aria-label="More like this">
      <header className={styles.head}>
        <h3>More like this</h3>
        {model === null ? null : (
          <Button variant="subtle" size="compact-xs" title={title} onClick={() => moreLikeThese([id])}>
            Show all
          </Button>
        )}
      </header>
      {model === null ? (
        <Button variant="default" onClick={() => openDialog('embed')}>
          Find what is alike…
        </Button>
      ) : error === null ? (
        <ul className={styles.nearest}>
          {nearest?.map((sample) => (
            <Nearest key={sample.id} sample={sample} />
          ))}
        </ul>
      ) : (
        <p className={styles.none}>{error.message}</p>
      )}
    </section>
  );
}

function Nearest({ sample }: { readonly sample: SimilarSample }) {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const change = useSelectionStore((state) => state.change);
  const tile = useTile(sample.id);
  const url = tile === null || dataset === null ? null : thumbUrl(dataset, tile);
  const words = `${sample.path}, distance ${sample.distance.toFixed(2)}`;
  return (
    <li>
      <button
        type="button"
        className={styles.picture}
        title={words}
        aria-label={words}
        onClick={() => change(() => focusOnly(sample.id))}
      >
        {url === null ? null : <img src={url} alt="" draggable={false} />}
      </button>
      <span className={styles.label}>{tile?.label ?? ''}</span>
    </li>
  );
}
