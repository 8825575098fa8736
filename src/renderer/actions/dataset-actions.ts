import { useDatasetStore } from '../state/dataset-store.ts';
import { useUiStore } from '../state/ui-store.ts';
import type { Action } from './action.ts';

const ui = useUiStore.getState;

/** What is done with the dataset as a whole. */
export const DATASET_ACTIONS: readonly Action[] = [
  {
    id: 'dataset.export',
    group: 'Dataset',
    title: 'Export…',
    words: 'save write coco yolo csv',
    keys: ['Mod+E'],
    run: () => ui().openDialog('export'),
  },
  {
    id: 'dataset.labels',
    group: 'Dataset',
    title: 'Labels from annotation files…',
    words: 'import coco voc yolo csv boxes preview',
    keys: ['Shift+I'],
    run: () => ui().openDialog('labels'),
  },
  {
    id: 'dataset.auto-clean',
    group: 'Dataset',
    title: 'Auto-clean, with proof…',
    words: 'repair',
    keys: ['P'],
    run: () => ui().openDialog('auto-clean'),
  },
  {
    id: 'dataset.embed',
    group: 'Dataset',
    title: 'Find what is alike: embed…',
    words: 'embeddings model similarity',
    keys: [],
    run: () => ui().openDialog('embed'),
  },
  {
    id: 'dataset.predictions',
    group: 'Dataset',
    title: 'Predictions…',
    words: 'import classifier run model',
    keys: [],
    run: () => ui().openPredictions('file'),
  },
  {
    id: 'dataset.close',
    group: 'Dataset',
    title: 'Close the dataset',
    words: 'start screen',
    keys: [],
    run: () => void useDatasetStore.getState().close(),
  },
];
