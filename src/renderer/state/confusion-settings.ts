import { z } from 'zod';
import { create } from 'zustand';
import { readSetting, writeSetting } from './persisted.ts';

/** How rows and columns are ordered. */
export const CLASS_ORDERS = ['name', 'support', 'confusion', 'hierarchy'] as const;
export type ClassOrderName = (typeof CLASS_ORDERS)[number];

/** What a cell shows: its count, or its share of the samples with its label, or of those with its prediction. */
export const NORMALISATIONS = ['count', 'row', 'column'] as const;
export type Normalisation = (typeof NORMALISATIONS)[number];

export const COLOR_SCALES = ['log', 'linear'] as const;
export type ColorScaleKind = (typeof COLOR_SCALES)[number];

export const CONFUSION_TABS = ['summary', 'classes', 'confidence'] as const;
export type ConfusionTab = (typeof CONFUSION_TABS)[number];

/** Kept in localStorage, each under its own key, read back only where still valid. */
const settings = {
  order: z.enum(CLASS_ORDERS),
  normalisation: z.enum(NORMALISATIONS),
  scale: z.enum(COLOR_SCALES),
  isDiagonalHidden: z.boolean(),
  isTable: z.boolean(),
  hasSide: z.boolean(),
  hasSamples: z.boolean(),
  tab: z.enum(CONFUSION_TABS),
};

export interface ConfusionSettings {
  readonly order: ClassOrderName;
  readonly normalisation: Normalisation;
  readonly scale: ColorScaleKind;
  readonly isDiagonalHidden: boolean;
  /** The matrix as a table of numbers. */
  readonly isTable: boolean;
  /** Figures, beside the matrix. */
  readonly hasSide: boolean;
  /** The samples that the query finds, beside the matrix. */
  readonly hasSamples: boolean;
  readonly tab: ConfusionTab;
}

export interface ConfusionSettingsState extends ConfusionSettings {
  change(changes: Partial<ConfusionSettings>): void;
}

const keyOf = (name: string): string => `confusion.${name}`;

/** How this browser shows confusion matrices. */
export const useConfusionSettings = create<ConfusionSettingsState>()((set) => ({
  order: readSetting<ClassOrderName>(keyOf('order'), settings.order, 'name'),
  normalisation: readSetting<Normalisation>(keyOf('normalisation'), settings.normalisation, 'count'),
  scale: readSetting<ColorScaleKind>(keyOf('scale'), settings.scale, 'log'),
  isDiagonalHidden: readSetting(keyOf('isDiagonalHidden'), settings.isDiagonalHidden, false),
  isTable: readSetting(keyOf('isTable'), settings.isTable, false),
  hasSide: readSetting(keyOf('hasSide'), settings.hasSide, true),
  hasSamples: readSetting(keyOf('hasSamples'), settings.hasSamples, true),
  tab: readSetting<ConfusionTab>(keyOf('tab'), settings.tab, 'summary'),
  change: (changes) => {
    set(changes);
    for (const [name, value] of Object.entries(changes)) writeSetting(keyOf(name), value);
  },
}));
