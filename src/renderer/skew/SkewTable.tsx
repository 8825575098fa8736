import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useActiveModel, useEmbedJob } from '../state/embeddings.ts';
import { compareSplits, useSkewStore } from '../state/skew.ts';
import { onSkewMove } from '../state/skew-moves.ts';
import { useUiStore } from '../state/ui-store.ts';
import styles from './SkewTable.module.css';
import { formatP, isByChance, LEVEL, rowBeside, type SkewRow } from './skew-rows.ts';

export interface SkewTableProps {
  readonly rows: readonly SkewRow[];
  /** The one that is looked at. */
  readonly shown: SkewRow;
  readonly hasEmbedding: boolean;
}

/** All differences, the largest effect first. */
export function SkewTable({ rows, shown, hasEmbedding }: SkewTableProps) {
  useEffect(
    () =>
      onSkewMove((step) => {
        const next = rowBeside(rows, shown.key, step);
        if (next !== null) useSkewStore.setState({ focus: next.key });
      }),
    [rows, shown.key],
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
    <section className={styles.box} aria-label="Differences" tabIndex={0}>
      <table className={styles.table} aria-label="Differences between the splits, the largest first">
        <thead>
          <tr>
            <th scope="col">Difference</th>
            <th scope="col">Most in</th>
            <th scope="col" title="Effect size: 0 where splits are alike, 1 where they have nothing in common">
              Effect
            </th>
            <th scope="col" title={`How likely chance alone is; under ${LEVEL} it is unlikely`}>
              p
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.key} row={row} isShown={row.key === shown.key} />
          ))}
        </tbody>
      </table>
      {hasEmbedding ? null : <NoEmbedding />}
    </section>
  );
}

function Row({ row, isShown }: { readonly row: SkewRow; readonly isShown: boolean }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isShown) button.current?.scrollIntoView({ block: 'nearest' });
  }, [isShown]);
  return (
    <tr className={styles.row} data-shown={isShown || undefined} data-chance={isByChance(row) || undefined}>
      <th scope="row">
        <button
          ref={button}
          type="button"
          className={styles.name}
          aria-current={isShown || undefined}
          onClick={() => useSkewStore.setState({ focus: row.key })}
        >
          {row.title}
        </button>
      </th>
      <td className={styles.split}>{row.split}</td>
      <td title={row.measure}>
        <span className={styles.effect}>
          <span className={styles.track} aria-hidden>
            <span className={styles.fill} style={{ width: `${100 * row.effect}%` }} />
          </span>
          {row.effect.toFixed(2)}
        </span>
      </td>
      <td title={isByChance(row) ? 'Chance may have made it' : undefined}>{formatP(row.p)}</td>
    </tr>
  );
}

/** The way to the comparison by what pictures show. */
function NoEmbedding() {
  const model = useActiveModel();
  const embedding = useEmbedJob();
  const openDialog = useUiStore((state) => state.openDialog);
  if (model === undefined) return null;
  return (
    <div className={styles.missing}>
      <p>
        {embedding !== null
          ? 'A model is looking at the pictures; then the splits can be compared by what they show, too.'
          : model === null
            ? 'Not compared by what the pictures show: no model has looked at them yet. One comes with Winnow.'
            : 'Not compared by what the pictures show: a model has looked at them since.'}
      </p>
      {embedding !== null ? null : model === null ? (
        <Button size="compact-xs" variant="default" onClick={() => openDialog('embed')}>
          Find what is alike…
        </Button>
      ) : (
        <Button size="compact-xs" variant="default" onClick={() => void compareSplits()}>
          Compare again
        </Button>
      )}
    </div>
  );
}
