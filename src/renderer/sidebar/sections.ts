import { z } from 'zod';
import { create } from 'zustand';
import type { NumberField, TextField } from '../../shared/query.ts';
import { readSetting, writeSetting } from '../state/persisted.ts';
import type { FacetOrder } from './facet-rows.ts';

/** Sections for values, in the order shown, with what samples without a value are called. */
export const TEXT_SECTIONS: readonly { readonly field: TextField; readonly title: string; readonly none: string }[] = [
  { field: 'label', title: 'Class', none: 'No class' },
  { field: 'split', title: 'Split', none: 'No split' },
  { field: 'status', title: 'Status', none: 'No status' },
  { field: 'tag', title: 'Tag', none: 'Untagged' },
  { field: 'format', title: 'Format', none: 'Not known' },
];

export const RANGE_SECTIONS: readonly { readonly field: NumberField; readonly title: string }[] = [
  { field: 'sizeBytes', title: 'File size' },
  { field: 'width', title: 'Width' },
  { field: 'height', title: 'Height' },
  { field: 'aspect', title: 'Width / height' },
];

const COLLAPSED = 'sidebar.collapsed';
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
  collapsed: readSetting<readonly string[]>(COLLAPSED, z.array(z.string()), ['aspect']),
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
