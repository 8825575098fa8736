import { z } from 'zod';
import { retagOf } from '../../shared/decision.ts';
import { type Cuts, GROUP_KINDS } from '../../shared/issue.ts';
import { KEEP_RULES } from '../../shared/keep-best.ts';
import type { Layout } from '../../shared/layout.ts';
import type { Recipe, RecipeExport, RecipeRequest, RecipeRule } from '../../shared/recipe.ts';
import { KEEP_SPLITS } from '../../shared/split.ts';
import { generalises } from './generalises.ts';
import type { StandingDecision } from './standing-decisions.ts';

/** What a recipe is made from. */
export interface RecipeSource {
  readonly name: string;
  /** Oldest first. */
  readonly decisions: readonly StandingDecision[];
  /** Those that were moved. */
  readonly cuts: Cuts;
  /** Null: as Winnow found it. */
  readonly layout: Layout | null;
  /** What looked at the pictures; null: no model did. */
  readonly model: { readonly title: string; readonly isBuiltIn: boolean } | null;
  readonly export: RecipeRequest;
}

/** A recipe, and in a line each what it leaves out. */
export interface DerivedRecipe {
  readonly recipe: Recipe;
  readonly leftOut: readonly string[];
}

const DEFAULT_EXPORT: RecipeExport = {
  format: 'folders',
  files: 'copy',
  where: '-tag:remove',
  split: KEEP_SPLITS,
  stripPrivate: false,
};

/** Takes the decisions that other data can follow: those made by queries that name nothing of this dataset alone. */
export function deriveRecipe({ name, decisions, cuts, layout, model, export: asked }: RecipeSource): DerivedRecipe {
  const rules: RecipeRule[] = [];
  const single: StandingDecision[] = [];
  for (const decision of decisions) {
    const own = rulesOf(decision);
    if (own.length === 0) single.push(decision);
    else if (JSON.stringify(own) !== JSON.stringify(rules.slice(-own.length))) rules.push(...own);
  }
  const recipe: Recipe = {
    name,
    decidedMs: decisions.at(-1)?.atMs ?? null,
    embed: model?.isBuiltIn === true,
    layout,
    cuts,
    rules,
    limits: [],
    export: exportOf(asked),
  };
  const ofModel =
    model === null || model.isBuiltIn
      ? []
      : [`${model.title} looked at the pictures here; a recipe has the built-in model only.`];
  return { recipe, leftOut: [...singleWords(single), ...ofModel] };
}

/** What is not asked for is as `DEFAULT_EXPORT` has it. */
function exportOf(asked: RecipeRequest): RecipeExport {
  const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
  return { ...DEFAULT_EXPORT, ...given };
}

const keepBestSchema = z.object({ keepBest: z.enum(GROUP_KINDS), by: z.array(z.enum(KEEP_RULES)), where: z.string().optional() });

/** @returns none where it is about samples of this dataset alone */
function rulesOf({ kind, value, query, rule }: StandingDecision): readonly RecipeRule[] {
  if (rule !== null) {
    const { keepBest, by, where } = keepBestSchema.parse(JSON.parse(rule));
    return where === undefined || generalises(where) ? [{ kind: 'keep-best', of: keepBest, by, where: where ?? null }] : [];
  }
  if (query === null || !generalises(query)) return [];
  switch (kind) {
    case 'tag':
      return [tagRule(value ?? '', query)];
    case 'untag':
      return [{ kind: 'untag', tag: value ?? '', where: query }];
    case 'retag': {
      const { tag, insteadOf } = retagOf(value);
      // In this order: `tag:remove` finds them still.
      return [tagRule(tag, query), { kind: 'untag', tag: insteadOf, where: query }];
    }
    case 'relabel':
      return [{ kind: 'relabel', to: value, where: query }];
    default:
      return [];
  }
}

const tagRule = (tag: string, where: string): RecipeRule =>
  tag === 'remove' ? { kind: 'remove', where } : { kind: 'tag', tag, where };

const WORDS: Readonly<Record<StandingDecision['kind'], string | null>> = {
  tag: 'tags',
  untag: 'tags taken off',
  retag: 'tags',
  relabel: 'labels',
  'relabel-each': 'labels',
  note: 'notes',
  'not-issue': 'no issue after all',
  'issue-again': 'issues again',
  'not-duplicates': 'no duplicates after all',
  // A setting of the recipe itself.
  layout: null,
};

function singleWords(decisions: readonly StandingDecision[]): readonly string[] {
  const counted = new Map<string, { decisions: number; samples: number }>();
  for (const { kind, sampleCount } of decisions) {
    const words = WORDS[kind];
    if (words === null) continue;
    const before = counted.get(words) ?? { decisions: 0, samples: 0 };
    counted.set(words, { decisions: before.decisions + 1, samples: before.samples + sampleCount });
  }
  if (counted.size === 0) return [];
  const listed = [...counted].map(([words, { decisions: count, samples }]) => `${words} ${count} (${samples} samples)`);
  return ['Decisions about samples of this dataset alone are no rules for other data, and not here:', `  ${listed.join(', ')}.`];
}
