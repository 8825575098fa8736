import type { ExportOptions } from './export-request.ts';
import type { Cuts, GroupKind, IssueKind } from './issue.ts';
import type { KeepRule } from './keep-best.ts';
import type { Layout } from './layout.ts';
import type { SplitRules } from './split.ts';

/** The version of recipes that this Winnow writes and reads. */
export const RECIPE_VERSION = 1;

/** What is decided of samples that a rule finds; queries as the search box has them. Rules are followed one after the other. */
export type RecipeRule =
  | { readonly kind: 'remove'; readonly where: string }
  | { readonly kind: 'tag'; readonly tag: string; readonly where: string }
  | { readonly kind: 'untag'; readonly tag: string; readonly where: string }
  /** `to` null: the label is taken off. */
  | { readonly kind: 'relabel'; readonly to: string | null; readonly where: string }
  /** All but the best of each group is tagged "remove". */
  | { readonly kind: 'keep-best'; readonly of: GroupKind; readonly by: readonly KeepRule[]; readonly where: string | null };

/** A count, or a share of the samples in [0, 1]. */
export type LimitValue = { readonly count: number } | { readonly share: number };

/** What is limited: samples with an issue of a kind, `leaks` (groups in two splits of the export), samples without a label. */
export const LIMIT_NAMES = ['leaks', 'unlabeled'] as const;
export type LimitName = (typeof LIMIT_NAMES)[number] | IssueKind;

export interface RecipeLimit {
  readonly of: LimitName;
  readonly most: LimitValue;
}

/** How the export is made: all that one can be asked for, but where it goes and who asks. */
export interface RecipeExport extends Readonly<Omit<ExportOptions, 'split' | 'stripPrivate'>> {
  readonly where: string;
  readonly split: SplitRules;
  readonly stripPrivate: boolean;
}

/** What is asked of a dataset for its recipe: how its export would be made. */
export type RecipeRequest = { readonly [Key in keyof RecipeExport]?: RecipeExport[Key] | undefined };

/** The decisions that generalise: what is done to one dataset, to be done to another. */
export interface Recipe {
  readonly name: string;
  /** When it was decided, in milliseconds since the epoch: what an export says of its decisions; null: when it is followed. */
  readonly decidedMs: number | null;
  /** Whether the built-in model looks at the pictures first: outliers, and copies that are parts of each other, need it. */
  readonly embed: boolean;
  /** Levels of folders, from 0, that splits and classes are read from; null: as Winnow finds them. */
  readonly layout: Layout | null;
  /** Those that were moved; the others are Winnow's own. */
  readonly cuts: Cuts;
  readonly rules: readonly RecipeRule[];
  readonly limits: readonly RecipeLimit[];
  readonly export: RecipeExport;
}

/** `2%`, `0`. */
export function limitText(value: LimitValue): string {
  return 'count' in value ? String(value.count) : `${Number((value.share * 100).toFixed(6))}%`;
}

/** What a rule does, for a report. */
export function ruleText(rule: RecipeRule): string {
  switch (rule.kind) {
    case 'remove':
      return `remove ${rule.where}`;
    case 'tag':
      return `tag ${rule.where} “${rule.tag}”`;
    case 'untag':
      return `take “${rule.tag}” off ${rule.where}`;
    case 'relabel':
      return rule.to === null ? `take the label off ${rule.where}` : `relabel ${rule.where} “${rule.to}”`;
    case 'keep-best':
      return `keep the best of ${rule.of} by ${rule.by.join(', ')}${rule.where === null ? '' : ` among ${rule.where}`}`;
    default:
      return rule satisfies never;
  }
}

/** What a rule did to the samples it was followed on. */
export interface RuleOutcome {
  readonly rule: RecipeRule;
  readonly changed: number;
  /** Paths of the first of them. */
  readonly examples: readonly string[];
}

export interface LimitOutcome {
  readonly limit: RecipeLimit;
  readonly found: number;
  /** What it is a share of. */
  readonly of: number;
  readonly isPassed: boolean;
}
