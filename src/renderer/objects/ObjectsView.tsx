import { useMemo } from 'react';
import { useDatasetStore } from '../state/dataset-store.ts';
import type { Objects } from '../state/object-columns.ts';
import { useObjects, useObjectsStore } from '../state/objects.ts';
import { EmptyMessage } from '../ui/EmptyMessage.tsx';
import { Problem } from '../ui/Problem.tsx';
import { ObjectsBar } from './ObjectsBar.tsx';
import { ObjectsGrid } from './ObjectsGrid.tsx';
import styles from './ObjectsView.module.css';
import { orderObjects } from './object-order.ts';

/** Every box of the query's samples as a tile of its own. */
export function ObjectsView() {
  const hasBoxes = useDatasetStore((state) => state.dataset?.hasBoxes ?? false);
  const { data, error } = useObjects();
  return (
    <section className={styles.view} aria-label="Boxes of the query">
      {error === null ? null : <Problem message={error.message} />}
      {data === undefined ? <div aria-busy={error === null} /> : <Shown objects={data} hasBoxes={hasBoxes} />}
    </section>
  );
}

function Shown({ objects, hasBoxes }: { readonly objects: Objects; readonly hasBoxes: boolean }) {
  const { columns, classes } = objects;
  const { sort, isDescending, kind, outcome, class: name, isGrouped } = useObjectsStore();
  const ordered = useMemo(() => {
    const place = name === null ? null : classes.indexOf(name);
    return orderObjects(columns, classes, { sort, isDescending, kind, outcome, class: place, isGrouped });
  }, [columns, classes, sort, isDescending, kind, outcome, name, isGrouped]);
  const all = columns.samples.length;
  return (
    <>
      <ObjectsBar objects={objects} shown={ordered.order.length} />
      {ordered.order.length > 0 ? (
        <ObjectsGrid objects={objects} ordered={ordered} />
      ) : (
        <EmptyMessage title={hasBoxes ? 'No boxes here' : 'This dataset has no boxes'} text={emptyWords(hasBoxes, all)} />
      )}
    </>
  );
}

function emptyWords(hasBoxes: boolean, all: number): string {
  if (!hasBoxes) return 'Annotations beside the pictures, or the predictions of a detector, bring them.';
  return all > 0
    ? 'None of the boxes is of this kind: choose fewer limits above.'
    : 'The samples that the query finds have none.';
}
