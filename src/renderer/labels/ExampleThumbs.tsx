import { useEffect, useId } from 'react';
import type { SampleBoxes } from '../../shared/box.ts';
import type { PreviewedSample } from '../../shared/label-preview.ts';
import { thumbUrl } from '../state/api.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { tiles, useTile } from '../state/tiles.ts';
import { BoxLayer } from '../ui/BoxLayer.tsx';
import { usePictureColor } from '../ui/class-color.ts';
import { formatNoun } from '../ui/format.ts';
import styles from './FoundSet.module.css';

export interface ExampleThumbsProps {
  readonly examples: readonly PreviewedSample[];
  /** Give the colours. */
  readonly classes: readonly string[];
}

/** The first pictures that a set of files speaks of, with what it says of them. */
export function ExampleThumbs({ examples, classes }: ExampleThumbsProps) {
  const where = useId();
  const wanted = examples.map(({ id }) => id).join(' ');
  useEffect(() => {
    tiles.want(wanted === '' ? [] : wanted.split(' ').map(Number), where);
    return () => tiles.want([], where);
  }, [wanted, where]);
  return (
    <ul className={styles.examples} aria-label="The first pictures">
      {examples.map((example) => (
        <Example key={example.id} example={example} classes={classes} />
      ))}
    </ul>
  );
}

function Example({ example, classes }: { readonly example: PreviewedSample; readonly classes: readonly string[] }) {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const tile = useTile(example.id);
  const colorOf = usePictureColor(classes);
  const url = tile === null || dataset === null ? null : thumbUrl(dataset, tile);
  const said = saidOf(example);
  return (
    <li title={`${example.path}\n${said}`}>
      <div className={styles.picture}>
        {url === null ? null : <img src={url} alt={example.path} draggable={false} />}
        {tile === null || tile.width === null || tile.height === null || example.boxes.length === 0 ? null : (
          <BoxLayer boxes={boxesOf(example)} size={{ width: tile.width, height: tile.height }} colorOf={colorOf} fit="cover" />
        )}
      </div>
      <span className={styles.said}>{said}</span>
    </li>
  );
}

/** `cat · train · 3 boxes`. */
function saidOf({ label, split, boxes, fields }: PreviewedSample): string {
  const count = Object.keys(fields).length;
  const parts = [label, split, boxes.length === 0 ? null : formatNoun(boxes.length, 'box')].filter((part) => part !== null);
  return parts.join(' · ') || (count === 0 ? 'no object' : formatNoun(count, 'field'));
}

function boxesOf({ id, boxes }: PreviewedSample): SampleBoxes {
  const given = boxes.map(({ class: name, box: place }) => ({
    class: name,
    place,
    isCrowd: false,
    outcome: null,
    problems: [],
    suggested: null,
  }));
  return { id, given, predicted: [] };
}
