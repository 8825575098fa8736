import { type Document, isMap, LineCounter, type Node, type ParsedNode, parseDocument } from 'yaml';
import type { z } from 'zod';
import { WinnowError } from '../../shared/errors.ts';
import { didYouMean } from '../../shared/query-problem.ts';
import type { Recipe, RecipeExport, RecipeLimit, RecipeRule } from '../../shared/recipe.ts';
import { KEEP_SPLITS, type SplitRules } from '../../shared/split.ts';
import { parseGrouping } from '../../shared/split-grouping.ts';
import { checkOrder } from '../exporters/export-order.ts';
import { type RecipeDocument, recipeSchema } from './recipe-schema.ts';

/** Recipes are written by people; what is longer is none. */
const MOST_CHARACTERS = 1_000_000;
/** Problems told of at once. */
const MOST_TOLD = 5;

/**
 * Reads a recipe.
 * @param file what to call it in messages
 * @throws {WinnowError} bad_request: what is wrong, with line and column, and what was expected
 */
export function readRecipe(text: string, file: string): Recipe {
  if (text.length > MOST_CHARACTERS)
    throw new WinnowError('bad_request', `${file} is no recipe: it has ${text.length} characters.`);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [broken] = document.errors;
  if (broken !== undefined)
    throw new WinnowError('bad_request', `${placeOf(file, lines, broken.pos[0])}: no YAML: ${broken.message}`);
  const root = plainValue(document, file);
  const parsed = recipeSchema.safeParse(root);
  if (parsed.success) return checked(recipeOf(parsed.data), file);
  const told = parsed.error.issues.slice(0, MOST_TOLD).map((issue) => describeIssue(issue, document.contents, file, lines));
  const more = parsed.error.issues.length - told.length;
  throw new WinnowError('bad_request', `${told.join(' ')}${more > 0 ? ` And ${more} more.` : ''}`);
}

/** @throws {WinnowError} bad_request for aliases of nothing, or so many that they would fill the memory */
function plainValue(document: Document.Parsed, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    throw new WinnowError('bad_request', `${file}: no YAML: ${error.message}`, { cause: error });
  }
}

/** What goes together only with something else. @throws {WinnowError} bad_request */
function checked(recipe: Recipe, file: string): Recipe {
  const needsModel = recipe.limits.find(({ of }) => of === 'label' || of === 'outlier');
  if (needsModel !== undefined && !recipe.embed) {
    throw new WinnowError(
      'bad_request',
      `${file}: the limit of "${needsModel.of}" needs a model that looks at the pictures. Write "embed: true".`,
    );
  }
  if (recipe.limits.some(({ of }) => of === 'annotator-disagreement')) {
    throw new WinnowError(
      'bad_request',
      `${file}: there can be no limit of "annotator-disagreement": a folder has no annotators.`,
    );
  }
  try {
    checkOrder(recipe.export);
  } catch (error) {
    if (!(error instanceof WinnowError)) throw error;
    throw new WinnowError(error.code, `${file}: ${error.message}`, { cause: error });
  }
  return recipe;
}

function describeIssue(issue: z.core.$ZodIssue, contents: ParsedNode | null, file: string, lines: LineCounter): string {
  const [unknown] = issue.code === 'unrecognized_keys' ? issue.keys : [];
  const path = unknown === undefined ? issue.path : [...issue.path, unknown];
  const offset = offsetOf(contents, path, unknown !== undefined || issue.code === 'invalid_key');
  const where = path.length === 0 ? '' : ` (${path.map(String).join('.')})`;
  return `${placeOf(file, lines, offset)}${where}: ${wordsOf(issue, unknown, contents)}.`;
}

function wordsOf(issue: z.core.$ZodIssue, unknown: string | undefined, contents: ParsedNode | null): string {
  if (unknown !== undefined) {
    const known = knownKeys(issue.path);
    return `there is no key "${unknown}".${didYouMean(unknown, known)}${known.length === 0 ? '' : ` Expected ${known.join(', ')}`}`;
  }
  if (issue.code === 'invalid_value' && contents === null) return 'the file is empty';
  return issue.message.replace(/^Invalid (?:input|option): /, '').replace(/\.$/, '');
}

/** Of the objects that have a shape of their own. */
function knownKeys(path: readonly PropertyKey[]): readonly string[] {
  if (path.length === 0) return Object.keys(recipeSchema.shape);
  if (path.length === 1 && path[0] === 'export') return Object.keys(recipeSchema.shape.export.shape);
  if (path.length === 1 && path[0] === 'layout') return ['splits', 'classes'];
  if (path.length === 2 && path[1] === 'balance') return ['target', 'seed'];
  return [];
}

/** Where in the text a path is, or the nearest part of it that is there. @param isKey the key itself is meant */
function offsetOf(contents: ParsedNode | null, path: readonly PropertyKey[], isKey: boolean): number {
  let node: Node | null = contents;
  for (const [depth, step] of path.entries()) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => String((key as { readonly value?: unknown } | null)?.value) === String(step));
      if (pair === undefined) break;
      const wanted: unknown = isKey && depth === path.length - 1 ? pair.key : (pair.value ?? pair.key);
      node = wanted as Node;
    } else {
      const child: unknown = node !== null && 'items' in node && Array.isArray(node.items) ? node.items[Number(step)] : undefined;
      if (child === undefined || child === null) break;
      node = child as Node;
    }
  }
  return node?.range?.[0] ?? 0;
}

function placeOf(file: string, lines: LineCounter, offset: number): string {
  const { line, col } = lines.linePos(offset);
  return `${file}, line ${Math.max(1, line)}, column ${Math.max(1, col)}`;
}

function recipeOf(document: RecipeDocument): Recipe {
  const { name, decided, embed, layout, cuts, rules, limits, export: asked } = document;
  return {
    name,
    decidedMs: decided === undefined ? null : Date.parse(decided),
    embed,
    layout: layout === undefined ? null : { splitLevel: levelOf(layout.splits), labelLevel: levelOf(layout.classes) },
    cuts,
    rules: rules.map(ruleOf),
    limits: Object.entries(limits).flatMap(([of, most]) => (most === undefined ? [] : [{ of, most } as RecipeLimit])),
    export: exportOf(asked),
  };
}

const levelOf = (level: number | null): number | null => (level === null ? null : level - 1);

function ruleOf(entry: RecipeDocument['rules'][number]): RecipeRule {
  if ('remove' in entry) return { kind: 'remove', where: entry.remove };
  if ('tag' in entry) return { kind: 'tag', tag: entry.tag, where: entry.where };
  if ('untag' in entry) return { kind: 'untag', tag: entry.untag, where: entry.where };
  if ('relabel' in entry) return { kind: 'relabel', to: entry.relabel, where: entry.where };
  return { kind: 'keep-best', of: entry['keep-best'], by: entry.by, where: entry.where ?? null };
}

function exportOf(asked: RecipeDocument['export']): RecipeExport {
  const {
    splits: _splits,
    'split-by': _balance,
    'group-by': _groups,
    seed: _seed,
    'strip-private': stripPrivate,
    'other-classes': otherClasses,
    ...options
  } = asked;
  return { ...options, split: splitOf(asked), stripPrivate, otherClasses };
}

function splitOf({ splits, seed, ...asked }: RecipeDocument['export']): SplitRules {
  if (splits === 'keep') return KEEP_SPLITS;
  const groupBy = asked['group-by'].map(parseGrouping).flatMap((read) => ('grouping' in read ? [read.grouping] : []));
  if (splits === 'repair') return { mode: 'repair', groupBy, seed };
  const shares = Object.entries(splits).map(([name, share]) => ({ name, share }));
  return { mode: 'new', shares, balance: asked['split-by'], groupBy, seed };
}
