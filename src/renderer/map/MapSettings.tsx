import { ActionIcon, Button, NumberInput, Popover, SegmentedControl, Select, Tooltip } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconRefresh } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { DatasetModel, MapEngine } from '../../shared/embedding.ts';
import { activateModel, useEmbeddings } from '../state/embeddings.ts';
import { layOut } from '../state/map-actions.ts';
import { useMapStore } from '../state/map-store.ts';
import { told } from '../state/told.ts';
import { choicesOf, type LayoutChoices, layoutRequest } from './layout-choices.ts';
import styles from './MapSettings.module.css';
import { mapFacts } from './map-facts.ts';

/** How the map was laid out, and how to do it otherwise. */
export function MapSettings() {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={300} trapFocus>
      <Popover.Target>
        <Tooltip label="How the map is laid out" disabled={isOpen}>
          <ActionIcon aria-label="How the map is laid out" aria-pressed={isOpen} onClick={() => setOpen(!isOpen)}>
            <IconAdjustmentsHorizontal size={16} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label="How the map is laid out">
        <SettingsForm onDone={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

function SettingsForm({ onDone }: { readonly onDone: () => void }) {
  const state = useEmbeddings();
  const model = state?.models.find(({ id }) => id === state.activeId);
  return (
    <div className={styles.form}>
      {state === undefined || state.models.length < 2 ? null : <ModelChoice models={state.models} activeId={state.activeId} />}
      {model === undefined ? null : <Facts model={model} />}
      <LayoutForm onDone={onDone} />
    </div>
  );
}

function ModelChoice({ models, activeId }: { readonly models: readonly DatasetModel[]; readonly activeId: number | null }) {
  return (
    <Select
      size="xs"
      label="Model whose map is shown"
      data={models.map(({ id, title }) => ({ value: String(id), label: title }))}
      value={activeId === null ? null : String(activeId)}
      allowDeselect={false}
      comboboxProps={{ withinPortal: false }}
      onChange={(value) => void told(async () => (value === null ? undefined : await activateModel(Number(value))))}
    />
  );
}

function Facts({ model }: { readonly model: DatasetModel }) {
  return (
    <dl className={styles.facts}>
      {mapFacts(model, Date.now()).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function LayoutForm({ onDone }: { readonly onDone: () => void }) {
  const isRunning = useMapStore((state) => state.running !== null);
  const [choices, setChoices] = useState<LayoutChoices>(() => choicesOf(useMapStore.getState().points.map));
  const engineLabel = useId();
  const set = (change: Partial<LayoutChoices>): void => setChoices({ ...choices, ...change });
  return (
    <>
      <div className={styles.pair}>
        <Num label="Neighbours" value={choices.neighbours} min={2} max={50} onChange={(neighbours) => set({ neighbours })} />
        <Num
          label="Least distance"
          value={choices.minDistance}
          min={0}
          max={1}
          step={0.05}
          onChange={(minDistance) => set({ minDistance })}
        />
        <Num label="Seed" value={choices.seed} min={0} max={2 ** 31 - 1} onChange={(value) => set({ seed: value })} />
        <NumberInput
          size="xs"
          label="Epochs"
          placeholder="Automatic"
          min={1}
          max={5000}
          allowDecimal={false}
          value={choices.epochs ?? ''}
          onChange={(value) => set({ epochs: typeof value === 'number' ? value : null })}
        />
      </div>
      <div>
        <div id={engineLabel} className={styles.label}>
          Engine
        </div>
        <SegmentedControl
          size="xs"
          fullWidth
          aria-labelledby={engineLabel}
          value={choices.engine}
          data={[
            { value: 'winnow', label: 'Winnow' },
            { value: 'umap-js', label: 'umap-js (reference)' },
          ]}
          onChange={(value) => set({ engine: value as MapEngine })}
        />
      </div>
      <Button
        leftSection={<IconRefresh size={14} />}
        disabled={isRunning}
        onClick={() => {
          onDone();
          void layOut(layoutRequest(choices));
        }}
      >
        Lay out again
      </Button>
    </>
  );
}

interface NumProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly onChange: (value: number) => void;
}

function Num({ onChange, step = 1, ...rest }: NumProps) {
  return (
    <NumberInput
      size="xs"
      clampBehavior="strict"
      step={step}
      allowDecimal={step < 1}
      onChange={(value) => {
        if (typeof value === 'number') onChange(value);
      }}
      {...rest}
    />
  );
}
