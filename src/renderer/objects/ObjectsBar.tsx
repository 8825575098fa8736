import { ActionIcon, SegmentedControl, Select, Slider, Tooltip } from '@mantine/core';
import { IconSortAscending, IconSortDescending, IconX } from '@tabler/icons-react';
import { BOX_OUTCOMES, type BoxOutcome } from '../../shared/detection.ts';
import { OBJECT_KINDS } from '../../shared/object.ts';
import type { Objects } from '../state/object-columns.ts';
import { OBJECT_TILES, toggleObjects, useObjectsStore } from '../state/objects.ts';
import { formatCount, formatNoun } from '../ui/format.ts';
import { useWithKey } from '../ui/use-key.ts';
import styles from './ObjectsView.module.css';
import { OBJECT_SORTS, type ObjectSort } from './object-order.ts';

const SORTS: Readonly<Record<ObjectSort, string>> = {
  sample: 'As their samples come',
  size: 'By size',
  confidence: 'By confidence',
  overlap: 'By IoU',
};
const OUTCOMES: Readonly<Record<BoxOutcome, string>> = {
  'true-positive': 'Found',
  'false-negative': 'Missed',
  'false-positive': 'Wrong',
  ignored: 'Left out',
};
const ALL = 'all';
/** Lists that open at once, over what is below. */
const LIST = { shadow: 'md', transitionProps: { duration: 0 } } as const;

/** What boxes are shown and how, and the way back. */
export function ObjectsBar({ objects, shown }: { readonly objects: Objects; readonly shown: number }) {
  const state = useObjectsStore();
  const change = useObjectsStore.setState;
  const back = useWithKey('look.objects', 'Back to the samples');
  const all = objects.columns.samples.length;
  const hasRun = objects.run !== null;
  const direction = state.isDescending ? 'Largest first' : 'Smallest first';
  return (
    <header className={styles.bar}>
      <Tooltip label={back}>
        <ActionIcon aria-label="Back to the samples" onClick={toggleObjects}>
          <IconX size={16} />
        </ActionIcon>
      </Tooltip>
      <span className={styles.count} role="status">
        {shown === all ? formatNoun(all, 'box') : `${formatCount(shown)} of ${formatNoun(all, 'box')}`}
      </span>
      <Select
        size="xs"
        className={styles.classes}
        aria-label="Class of the boxes"
        placeholder="All classes"
        data={[...objects.classes].sort()}
        value={state.class}
        searchable
        clearable
        limit={200}
        comboboxProps={LIST}
        nothingFoundMessage="No such class"
        onChange={(value) => change({ class: value })}
      />
      {hasRun ? (
        <>
          <SegmentedControl
            size="xs"
            aria-label="Boxes shown"
            data={[ALL, ...OBJECT_KINDS].map((value) => ({
              value,
              label: `${value.slice(0, 1).toUpperCase()}${value.slice(1)}`,
            }))}
            value={state.kind ?? ALL}
            onChange={(value) => change({ kind: OBJECT_KINDS.find((kind) => kind === value) ?? null })}
          />
          <Select
            size="xs"
            className={styles.outcomes}
            aria-label="What became of them"
            placeholder="Any outcome"
            data={BOX_OUTCOMES.map((value) => ({ value, label: OUTCOMES[value] }))}
            value={state.outcome}
            clearable
            comboboxProps={LIST}
            onChange={(value) => change({ outcome: BOX_OUTCOMES.find((outcome) => outcome === value) ?? null })}
          />
        </>
      ) : null}
      <Select
        size="xs"
        className={styles.sorts}
        aria-label="Order of the boxes"
        data={OBJECT_SORTS.filter((sort) => hasRun || (sort !== 'confidence' && sort !== 'overlap')).map((value) => ({
          value,
          label: SORTS[value],
        }))}
        value={state.sort}
        allowDeselect={false}
        comboboxProps={LIST}
        onChange={(value) => change({ sort: OBJECT_SORTS.find((sort) => sort === value) ?? 'sample' })}
      />
      {state.sort === 'sample' ? null : (
        <Tooltip label={direction}>
          <ActionIcon
            aria-label="Largest first"
            aria-pressed={state.isDescending}
            onClick={() => change({ isDescending: !state.isDescending })}
          >
            {state.isDescending ? <IconSortDescending size={16} /> : <IconSortAscending size={16} />}
          </ActionIcon>
        </Tooltip>
      )}
      <SegmentedControl
        size="xs"
        aria-label="Groups"
        data={[
          { value: 'plain', label: 'All together' },
          { value: 'class', label: 'By class' },
        ]}
        value={state.isGrouped ? 'class' : 'plain'}
        onChange={(value) => change({ isGrouped: value === 'class' })}
      />
      <Slider
        className={styles.size}
        size="xs"
        thumbSize={12}
        label={null}
        thumbLabel="Size of the tiles"
        min={OBJECT_TILES.min}
        max={OBJECT_TILES.max}
        value={state.tileSide}
        onChange={(tileSide) => change({ tileSide })}
      />
    </header>
  );
}
