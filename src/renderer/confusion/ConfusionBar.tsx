import { ActionIcon, Checkbox, Popover, SegmentedControl, Select, Tooltip } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconListDetails, IconPhoto, IconTable } from '@tabler/icons-react';
import type { PredictionState } from '../../shared/prediction.ts';
import { chooseRun, comparedRun, compareWith } from '../state/confusion.ts';
import {
  CLASS_ORDERS,
  type ClassOrderName,
  COLOR_SCALES,
  NORMALISATIONS,
  type Normalisation,
  useConfusionSettings,
} from '../state/confusion-settings.ts';
import { useConfusionStore } from '../state/confusion-store.ts';
import { DetailsButton, PanelButton, SidebarButton } from '../ui/PanelButton.tsx';
import { PredictionsButton } from '../ui/PredictionsButton.tsx';
import styles from './ConfusionBar.module.css';

const ORDERS: Readonly<Record<ClassOrderName, string>> = {
  name: 'By name',
  support: 'By support',
  confusion: 'Most confused first',
  hierarchy: 'Confused together',
};
const SHOWN: Readonly<Record<Normalisation, string>> = {
  count: 'Counts',
  row: '% of the label',
  column: '% of the prediction',
};

export interface ConfusionBarProps {
  /** Null: not known yet. */
  readonly predictions: PredictionState | null;
  /** There is a matrix to see. */
  readonly hasMatrix: boolean;
}

/** Whose predictions are looked at, and how. */
export function ConfusionBar({ predictions, hasMatrix }: ConfusionBarProps) {
  const { isTable, hasSamples, hasSide, change } = useConfusionSettings();
  return (
    <div className={styles.bar} role="toolbar" aria-label="Confusion matrix">
      <SidebarButton />
      {predictions === null || predictions.runs.length === 0 ? null : (
        <>
          <Runs predictions={predictions} />
          <PredictionsButton />
        </>
      )}
      <span className={styles.space} />
      {hasMatrix ? (
        <>
          <Shape />
          <Colors />
          <PanelButton
            label={isTable ? 'As a picture' : 'As a table of numbers'}
            isOpen={isTable}
            icon={IconTable}
            onClick={() => change({ isTable: !isTable })}
          />
          <PanelButton
            label={hasSamples ? 'Hide the samples' : 'Show the samples'}
            isOpen={hasSamples}
            icon={IconPhoto}
            onClick={() => change({ hasSamples: !hasSamples })}
          />
          <PanelButton
            label={hasSide ? 'Hide the figures' : 'Show the figures'}
            isOpen={hasSide}
            icon={IconListDetails}
            onClick={() => change({ hasSide: !hasSide })}
          />
        </>
      ) : null}
      <DetailsButton />
    </div>
  );
}

const BOX = { width: 240, position: 'bottom-start', shadow: 'md', withinPortal: false } as const;

/** Among the runs to compare with; ids are numbers. */
const NOTHING = 'nothing';

function Runs({ predictions }: { readonly predictions: PredictionState }) {
  const comparedId = useConfusionStore((state) => state.comparedId);
  const { runs, activeId } = predictions;
  const compared = comparedRun(predictions, comparedId);
  const named = runs.map(({ id, name, isLost }) => ({ value: String(id), label: name, disabled: isLost }));
  // Only runs that say a class of each sample can be compared.
  const ofClasses = new Set(runs.flatMap(({ id, boxes }) => (boxes === null ? [String(id)] : [])));
  const others = ofClasses.has(String(activeId))
    ? named.filter(({ value }) => value !== String(activeId) && ofClasses.has(value))
    : [];
  return (
    <>
      <Select
        size="xs"
        className={styles.run}
        aria-label="Predictions of"
        placeholder="Choose a run"
        data={named}
        value={activeId === null ? null : String(activeId)}
        allowDeselect={false}
        withScrollArea={false}
        comboboxProps={BOX}
        onChange={(value) => {
          if (value !== null) void chooseRun(Number(value));
        }}
      />
      {others.length === 0 || activeId === null ? null : (
        <Select
          size="xs"
          className={styles.run}
          aria-label="Compare with"
          placeholder="Compare with…"
          data={compared === null ? others : [{ value: NOTHING, label: 'Nothing' }, ...others]}
          value={compared?.id.toString() ?? null}
          allowDeselect={false}
          withScrollArea={false}
          comboboxProps={BOX}
          onChange={(value) => compareWith(value === null || value === NOTHING ? null : Number(value))}
        />
      )}
    </>
  );
}

/** The order of classes, and what a cell shows. */
function Shape() {
  const { order, normalisation, change } = useConfusionSettings();
  return (
    <>
      <Select
        size="xs"
        className={styles.order}
        aria-label="Order of the classes"
        data={CLASS_ORDERS.map((value) => ({ value, label: ORDERS[value] }))}
        value={order}
        allowDeselect={false}
        withScrollArea={false}
        comboboxProps={{ ...BOX, width: 190 }}
        onChange={(value) => {
          const chosen = CLASS_ORDERS.find((known) => known === value);
          if (chosen !== undefined) change({ order: chosen });
        }}
      />
      <Select
        size="xs"
        className={styles.shown}
        aria-label="What cells show"
        data={NORMALISATIONS.map((value) => ({ value, label: SHOWN[value] }))}
        value={normalisation}
        allowDeselect={false}
        withScrollArea={false}
        comboboxProps={{ ...BOX, width: 170 }}
        onChange={(value) => {
          const chosen = NORMALISATIONS.find((known) => known === value);
          if (chosen !== undefined) change({ normalisation: chosen });
        }}
      />
    </>
  );
}

function Colors() {
  const { scale, isDiagonalHidden, change } = useConfusionSettings();
  return (
    <Popover position="bottom-end" withinPortal={false} trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label="Colours">
          <ActionIcon aria-label="Colours">
            <IconAdjustmentsHorizontal size={16} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown className={styles.colors} aria-label="Colours">
        <SegmentedControl
          size="xs"
          aria-label="Colour scale"
          data={COLOR_SCALES.map((value) => ({ value, label: value === 'log' ? 'Logarithmic' : 'Linear' }))}
          value={scale}
          onChange={(value) => change({ scale: value === 'log' ? 'log' : 'linear' })}
        />
        <Checkbox
          size="xs"
          label="Hide the diagonal, what is right"
          checked={isDiagonalHidden}
          onChange={(event) => change({ isDiagonalHidden: event.currentTarget.checked })}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
