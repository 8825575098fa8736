import { z } from 'zod';
import type { DatasetId } from '../../shared/sample.ts';
import { useDatasetStore } from './dataset-store.ts';
import { readSetting, writeSetting } from './persisted.ts';
import { shownView } from './shown-view.ts';
import { type Settings, storedSettings, type UiState, useUiStore, validSettings } from './ui-store.ts';

/** Which panels are open, and how wide: each dataset has its own, a new one those used last. */
export const WORKSPACE_SETTINGS = [
  'isSidebarOpen',
  'sidebarWidth',
  'sidebarTab',
  'isDetailsOpen',
  'detailsWidth',
  'isLegendOpen',
  'legendWidth',
] as const satisfies readonly (keyof Settings)[];

/** What a dataset is opened at again; others need a kind of issue that is open. */
const KEPT_VIEWS = ['grid', 'map', 'arranged', 'confusion', 'skew', 'objects'] as const;

const workspaceSchema = z.object({ view: z.enum(KEPT_VIEWS), settings: z.record(z.string(), z.unknown()) });
type Workspace = z.infer<typeof workspaceSchema>;

const settingOf = (dataset: DatasetId): string => `workspace.${dataset}`;

/** Brings back the panels of the dataset that is opened, and remembers them as they change. @returns stops it */
export function followWorkspace(): () => void {
  let loaded: DatasetId | null = null;
  const stopDataset = useDatasetStore.subscribe(({ dataset }, { dataset: before }) => {
    if (dataset?.id === before?.id) return;
    if (dataset !== null) show(dataset.id);
    loaded = dataset?.id ?? null;
  });
  const stopUi = useUiStore.subscribe((state, before) => {
    // While another one opens, what is shown is neither's.
    if (loaded === null || loaded !== useDatasetStore.getState().dataset?.id) return;
    if (isOther(state, before)) writeSetting(settingOf(loaded), workspaceOf(state));
  });
  return () => {
    stopDataset();
    stopUi();
  };
}

function show(dataset: DatasetId): void {
  const kept = readSetting<Workspace | null>(settingOf(dataset), workspaceSchema, null);
  useUiStore.setState(pick({ ...storedSettings(), ...validSettings(kept?.settings ?? {}) }));
  if (kept !== null) useUiStore.getState().setView(kept.view);
}

function workspaceOf(state: UiState): Workspace {
  const shown = shownView(state);
  const view = KEPT_VIEWS.find((kept) => kept === shown) ?? 'grid';
  return { view, settings: pick(state) };
}

function pick(settings: Settings): Partial<Settings> {
  return Object.fromEntries(WORKSPACE_SETTINGS.map((name) => [name, settings[name]]));
}

function isOther(state: UiState, before: UiState): boolean {
  return shownView(state) !== shownView(before) || WORKSPACE_SETTINGS.some((name) => state[name] !== before[name]);
}
