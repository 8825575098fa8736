import { z } from 'zod';
import { create } from 'zustand';
import type { IssueKind } from '../../shared/issue.ts';
import { DEFAULT_KEEP_RULES, KEEP_RULES, type KeepRule } from '../../shared/keep-best.ts';
import { NUMBER_FIELDS, type NumberField, TEXT_FIELDS, type TextField } from '../../shared/query.ts';
import { DEFAULT_TILE_FIELDS, isTileField, MOST_TILE_FIELDS, type TileField } from '../ui/tile-fields.ts';
import { readSetting, writeSetting } from './persisted.ts';
import { NO_QUICK_TAGS, QUICK_TAG_KEYS, type QuickTags, withQuickTag } from './quick-tags.ts';

export const THUMBNAIL_SIZES = { min: 64, max: 512, default: 160 } as const;
export const SIDEBAR_WIDTHS = { min: 200, max: 480, default: 264 } as const;
export const LEGEND_WIDTHS = { min: 150, max: 420, default: 212 } as const;
export const DETAILS_WIDTHS = { min: 240, max: 560, default: 300 } as const;

/** `id` of the search box's input: the `/` key focuses it. */
export const SEARCH_INPUT_ID = 'winnow-search';

/** Dialogs that can be open, one at a time. Relinking is open while `relink` of the dataset store is not null. */
export type Dialog =
  | 'tag'
  | 'tags'
  | 'label'
  | 'export'
  | 'shortcuts'
  | 'palette'
  | 'open-folder'
  | 'history'
  | 'embed'
  | 'predictions'
  | 'auto-clean'
  | 'fetch'
  | 'labels';
/** Where predictions come from: the pages of their dialog. */
export type PredictionWay = 'file' | 'classifier' | 'labels';
export type ColorScheme = 'system' | 'light' | 'dark';
export type TileFit = 'contain' | 'cover';
/** Under the pointer alone, below every picture, or over every picture. */
export type TileCaptions = 'hover' | 'always' | 'over';
/** Squares of one size, or rows of one height each that pictures in their own proportions fill. */
export type RowLayout = 'uniform' | 'justified';
/**
 * The grid, one sample large over it, the duplicate groups of `issueKind`, the dataset report, the map, the grid arranged by
 * similarity, the confusion matrix, label issues one at a time, or how the splits differ.
 */
export type View = 'grid' | 'loupe' | 'groups' | 'report' | 'map' | 'arranged' | 'confusion' | 'review' | 'skew' | 'objects';
/** Views that samples are opened large from. */
export type ViewBehind = 'grid' | 'map' | 'arranged' | 'confusion' | 'objects';
/** What dragging over the map does. */
export const MAP_TOOLS = ['move', 'lasso', 'box'] as const;
export type MapTool = (typeof MAP_TOOLS)[number];
export type SidebarTab = 'filters' | 'issues';

/** Settings: kept in localStorage, each under its own key, read back only where still valid. */
const settings = {
  thumbnailSize: z.number().int().min(THUMBNAIL_SIZES.min).max(THUMBNAIL_SIZES.max),
  isSidebarOpen: z.boolean(),
  sidebarWidth: z.number().min(SIDEBAR_WIDTHS.min).max(SIDEBAR_WIDTHS.max),
  isDetailsOpen: z.boolean(),
  detailsWidth: z.number().min(DETAILS_WIDTHS.min).max(DETAILS_WIDTHS.max),
  colorScheme: z.enum(['system', 'light', 'dark']),
  tileFit: z.enum(['contain', 'cover']),
  rowLayout: z.enum(['uniform', 'justified']),
  tileCaptions: z.enum(['hover', 'always', 'over']),
  tileFields: z.array(z.string().refine(isTileField)).max(MOST_TILE_FIELDS),
  areTagsShown: z.boolean(),
  areIssuesShown: z.boolean(),
  isPreviewOn: z.boolean(),
  areBoxesShown: z.boolean(),
  tagColors: z.record(z.string(), z.string().regex(/^#[0-9a-f]{6}$/)),
  quickTags: z.array(z.string().nullable()).length(QUICK_TAG_KEYS),
  sidebarTab: z.enum(['filters', 'issues']),
  keepRules: z.array(z.enum(KEEP_RULES)),
  mapColorBy: z.union([z.enum(TEXT_FIELDS), z.enum(NUMBER_FIELDS)]),
  mapTool: z.enum(MAP_TOOLS),
  mapOutside: z.enum(['dimmed', 'hidden']),
  hasMapLabels: z.boolean(),
  isLegendOpen: z.boolean(),
  legendWidth: z.number().min(LEGEND_WIDTHS.min).max(LEGEND_WIDTHS.max),
};
export interface Settings {
  readonly thumbnailSize: number;
  readonly isSidebarOpen: boolean;
  readonly sidebarWidth: number;
  readonly isDetailsOpen: boolean;
  readonly detailsWidth: number;
  readonly colorScheme: ColorScheme;
  readonly tileFit: TileFit;
  readonly tileCaptions: TileCaptions;
  readonly rowLayout: RowLayout;
  /** What captions say. */
  readonly tileFields: readonly TileField[];
  /** Over pictures; those that decide what becomes of a sample always are. */
  readonly areTagsShown: boolean;
  /** A badge on samples that have issues. */
  readonly areIssuesShown: boolean;
  /** A larger picture beside a tile that the pointer rests on. */
  readonly isPreviewOn: boolean;
  /** Over pictures, of datasets that have any. */
  readonly areBoxesShown: boolean;
  /** Grounds of tags that the user chose, `#rrggbb`. */
  readonly tagColors: Readonly<Record<string, string>>;
  readonly quickTags: QuickTags;
  readonly sidebarTab: SidebarTab;
  /** Which duplicate is kept, the rule that counts most first. */
  readonly keepRules: readonly KeepRule[];
  readonly mapColorBy: TextField | NumberField;
  readonly mapTool: MapTool;
  /** Points outside of the query. */
  readonly mapOutside: 'dimmed' | 'hidden';
  readonly hasMapLabels: boolean;
  readonly isLegendOpen: boolean;
  readonly legendWidth: number;
}

export interface UiState extends Settings {
  readonly view: View;
  /** What lies behind the large view, and is gone back to from it. */
  readonly viewBehind: ViewBehind;
  readonly dialog: Dialog | null;
  /** The page that `predictions` opens at. */
  readonly predictionWay: PredictionWay;
  /** The kind of issue that is being looked at; null: none. */
  readonly issueKind: IssueKind | null;
  /** Changes settings; sizes are clamped to what they may be. */
  change(changes: Partial<Settings>): void;
  setView(view: View): void;
  /** From the large view back to where it was opened. */
  closeLarge(): void;
  setIssueKind(kind: IssueKind | null): void;
  openDialog(dialog: Dialog): void;
  openPredictions(way: PredictionWay): void;
  closeDialog(): void;
  /** Puts a tag on the lowest free number key. */
  giveKey(tag: string): void;
}

/** Settings of this browser, and what is open on the screen. */
export const useUiStore = create<UiState>()((set, get) => ({
  thumbnailSize: readSetting('thumbnailSize', settings.thumbnailSize, THUMBNAIL_SIZES.default),
  isSidebarOpen: readSetting('isSidebarOpen', settings.isSidebarOpen, true),
  sidebarWidth: readSetting('sidebarWidth', settings.sidebarWidth, SIDEBAR_WIDTHS.default),
  isDetailsOpen: readSetting('isDetailsOpen', settings.isDetailsOpen, false),
  detailsWidth: readSetting('detailsWidth', settings.detailsWidth, DETAILS_WIDTHS.default),
  colorScheme: readSetting('colorScheme', settings.colorScheme, 'system'),
  tileFit: readSetting('tileFit', settings.tileFit, 'contain'),
  tileCaptions: readSetting('tileCaptions', settings.tileCaptions, 'hover'),
  rowLayout: readSetting('rowLayout', settings.rowLayout, 'uniform'),
  tileFields: readSetting<readonly TileField[]>('tileFields', settings.tileFields, DEFAULT_TILE_FIELDS),
  areTagsShown: readSetting('areTagsShown', settings.areTagsShown, true),
  areIssuesShown: readSetting('areIssuesShown', settings.areIssuesShown, true),
  isPreviewOn: readSetting('isPreviewOn', settings.isPreviewOn, true),
  areBoxesShown: readSetting('areBoxesShown', settings.areBoxesShown, true),
  tagColors: readSetting<Readonly<Record<string, string>>>('tagColors', settings.tagColors, {}),
  quickTags: readSetting<QuickTags>('quickTags', settings.quickTags, NO_QUICK_TAGS),
  sidebarTab: readSetting<SidebarTab>('sidebarTab', settings.sidebarTab, 'filters'),
  keepRules: readSetting<readonly KeepRule[]>('keepRules', settings.keepRules, DEFAULT_KEEP_RULES),
  mapColorBy: readSetting<TextField | NumberField>('mapColorBy', settings.mapColorBy, 'label'),
  mapTool: readSetting<MapTool>('mapTool', settings.mapTool, 'move'),
  mapOutside: readSetting<'dimmed' | 'hidden'>('mapOutside', settings.mapOutside, 'dimmed'),
  hasMapLabels: readSetting('hasMapLabels', settings.hasMapLabels, true),
  isLegendOpen: readSetting('isLegendOpen', settings.isLegendOpen, true),
  legendWidth: readSetting('legendWidth', settings.legendWidth, LEGEND_WIDTHS.default),
  view: 'grid',
  viewBehind: 'grid',
  dialog: null,
  predictionWay: 'file',
  issueKind: null,
  change: (changes) => {
    const valid = clamped(changes);
    set(valid);
    for (const [key, value] of Object.entries(valid)) writeSetting(key, value);
  },
  setView: (view) =>
    set(({ view: before, viewBehind }) => ({ view, viewBehind: view === 'loupe' ? behind(before, viewBehind) : 'grid' })),
  closeLarge: () => get().setView(get().viewBehind),
  setIssueKind: (issueKind) => set({ issueKind }),
  openDialog: (dialog) => set({ dialog, predictionWay: 'file' }),
  openPredictions: (predictionWay) => set({ dialog: 'predictions', predictionWay }),
  closeDialog: () => set({ dialog: null }),
  giveKey: (tag) => get().change({ quickTags: withQuickTag(get().quickTags, tag) }),
}));

/** Another sample in the large view leaves what lies behind it. */
function behind(before: View, wasBehind: ViewBehind): ViewBehind {
  if (before === 'loupe') return wasBehind;
  return before === 'map' || before === 'arranged' || before === 'confusion' || before === 'objects' ? before : 'grid';
}

function clamped(changes: Partial<Settings>): Partial<Settings> {
  const { thumbnailSize, sidebarWidth, detailsWidth, legendWidth } = changes;
  return {
    ...changes,
    ...(thumbnailSize === undefined ? {} : { thumbnailSize: Math.round(within(thumbnailSize, THUMBNAIL_SIZES)) }),
    ...(sidebarWidth === undefined ? {} : { sidebarWidth: within(sidebarWidth, SIDEBAR_WIDTHS) }),
    ...(detailsWidth === undefined ? {} : { detailsWidth: within(detailsWidth, DETAILS_WIDTHS) }),
    ...(legendWidth === undefined ? {} : { legendWidth: within(legendWidth, LEGEND_WIDTHS) }),
  };
}

function within(value: number, { min, max }: { readonly min: number; readonly max: number }): number {
  return Math.min(max, Math.max(min, value));
}
