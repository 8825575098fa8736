import { z } from 'zod';
import { create } from 'zustand';
import { ISSUES } from '../../shared/issue-meanings.ts';
import type { AnyTextField, NumberField } from '../../shared/query.ts';
import { EMBEDDING_SCORE_TITLES, EMBEDDING_SCORES, SCORES } from '../../shared/score.ts';
import { readSetting, writeSetting } from '../state/persisted.ts';
import type { FacetOrder } from './facet-rows.ts';

export interface TextSection {
  readonly field: AnyTextField;
  readonly title: string;
  /** What samples without a value are called. */
  readonly none: string;
}

/** Sections for values, in the order shown. */
export const TEXT_SECTIONS: readonly TextSection[] = [
  { field: 'label', title: 'Class', none: 'No class' },
  { field: 'prediction', title: 'Prediction', none: 'No prediction' },
  { field: 'consensus', title: 'Annotators’ consensus', none: 'Not annotated' },
  { field: 'split', title: 'Split', none: 'No split' },
  { field: 'status', title: 'Status', none: 'No status' },
  { field: 'tag', title: 'Tag', none: 'Untagged' },
  { field: 'format', title: 'Format', none: 'Not known' },
  { field: 'issue', title: 'Issue', none: 'No issue' },
];

export const RANGE_SECTIONS: readonly { readonly field: NumberField; readonly title: string }[] = [
  { field: 'sizeBytes', title: 'File size' },
  { field: 'width', title: 'Width' },
  { field: 'height', title: 'Height' },
  { field: 'aspect', title: 'Width / height' },
  { field: 'capturedAt', title: 'Taken' },
];

/** Within the section of scores. */
export const SCORE_SECTIONS: readonly { readonly field: NumberField; readonly title: string }[] = SCORES.map((name) => ({
  field: `score.${name}`,
  title: ISSUES[name].title,
}));

/** Within a section of their own, where there are embeddings. */
export const EMBEDDING_SECTIONS: readonly { readonly field: NumberField; readonly title: string }[] = EMBEDDING_SCORES.map(
  (name) => ({ field: `score.${name}`, title: EMBEDDING_SCORE_TITLES[name] }),
);

/** The names that the sections of scores are remembered by. */
export const SCORES_SECTION = 'scores';
export const EMBEDDING_SECTION = 'embedding-scores';

const COLLAPSED = 'sidebar.folded';
const FIRST_COLLAPSED = [
  ...['aspect', 'capturedAt', SCORES_SECTION, EMBEDDING_SECTION],
  ...[...SCORE_SECTIONS, ...EMBEDDING_SECTIONS].map(({ field }) => field),
];
const ORDERS = 'sidebar.orders';
const orders = z.record(z.string(), z.enum(['count', 'name']));

export interface SectionsState {
  readonly collapsed: readonly string[];
  readonly orders: Readonly<Record<string, FacetOrder>>;
  toggle(field: string): void;
  setOrder(field: string, order: FacetOrder): void;
}

/** How the sidebar's sections were left: remembered in this browser. */
export const useSections = create<SectionsState>()((set, get) => ({
  collapsed: readSetting<readonly string[]>(COLLAPSED, z.array(z.string()), FIRST_COLLAPSED),
  orders: readSetting(ORDERS, orders, {}),
  toggle: (field) => {
    const { collapsed } = get();
    set({ collapsed: collapsed.includes(field) ? collapsed.filter((other) => other !== field) : [...collapsed, field] });
    writeSetting(COLLAPSED, get().collapsed);
  },
  setOrder: (field, order) => {
    set({ orders: { ...get().orders, [field]: order } });
    writeSetting(ORDERS, get().orders);
  },
}));
