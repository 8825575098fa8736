import type { RowsAnswer } from '../../shared/api.ts';
import type { TagAnswer } from '../../shared/decision-api.ts';
import { WinnowError } from '../../shared/errors.ts';
import type { Query } from '../../shared/query.ts';
import { parseQuery } from '../../shared/query-language.ts';
import { type Recipe, type RecipeRule, type RuleOutcome, ruleText } from '../../shared/recipe.ts';
import type { OpenedDataset } from './with-dataset.ts';

type Opened = Pick<OpenedDataset, 'client' | 'route'> & { readonly decidedAt?: number };

/** Paths told of each rule. */
const EXAMPLES = 5;
/** Tagged samples looked at to tell which ones a rule tagged. */
const MOST_TAGGED = 10_000;

/** Follows rules one after the other, each as one decision. @throws {WinnowError} which rule cannot be followed, and why */
export async function followRules(
  opened: Opened,
  { rules, decidedMs }: Pick<Recipe, 'rules' | 'decidedMs'>,
): Promise<readonly RuleOutcome[]> {
  const outcomes: RuleOutcome[] = [];
  for (const rule of rules) {
    try {
      outcomes.push({
        rule,
        ...(await followRule({ ...opened, ...(decidedMs === null ? {} : { decidedAt: decidedMs }) }, rule)),
      });
    } catch (error) {
      if (!(error instanceof WinnowError)) throw error;
      throw new WinnowError(error.code, `The rule “${ruleText(rule)}” cannot be followed: ${error.message}`, { cause: error });
    }
  }
  return outcomes;
}

type Outcome = Omit<RuleOutcome, 'rule'>;

function followRule(opened: Opened, rule: RecipeRule): Promise<Outcome> {
  switch (rule.kind) {
    case 'remove':
      return tag(opened, 'remove', true, rule.where);
    case 'tag':
      return tag(opened, rule.tag, true, rule.where);
    case 'untag':
      return tag(opened, rule.tag, false, rule.where);
    case 'relabel': {
      const changes = rule.to === null ? 'is:labeled' : `-label:${quoted(rule.to)}`;
      return decide(opened, `(${rule.where}) ${changes}`, '/relabel', { label: rule.to, query: asked(rule.where) });
    }
    case 'keep-best':
      return keepBest(opened, rule);
    default:
      return rule satisfies never;
  }
}

function tag(opened: Opened, name: string, on: boolean, where: string): Promise<Outcome> {
  const changes = `${on ? '-' : ''}tag:${quoted(name)}`;
  return decide(opened, `(${where}) ${changes}`, '/tag', { tag: name, on, query: asked(where) });
}

/** @param changing the query of those that it will change */
async function decide({ client, route, decidedAt }: Opened, changing: string, path: string, body: object): Promise<Outcome> {
  const examples = await pathsOf({ client, route }, changing, EXAMPLES);
  const { changed } = await client.post<TagAnswer>(`${route}${path}`, { ...body, decidedAt });
  return { changed, examples: changed === 0 ? [] : examples };
}

async function keepBest(
  opened: Opened,
  { of, by, where }: Extract<RecipeRule, { readonly kind: 'keep-best' }>,
): Promise<Outcome> {
  const tagged = `issue:${of} tag:remove`;
  const before = new Set(await pathsOf(opened, tagged, MOST_TAGGED));
  const body = {
    kind: of,
    rules: by,
    groups: null,
    decidedAt: opened.decidedAt,
    ...(where === null ? {} : { query: asked(where) }),
  };
  const { changed } = await opened.client.post<TagAnswer>(`${opened.route}/groups/keep-best`, body);
  const after = changed === 0 ? [] : await pathsOf(opened, tagged, MOST_TAGGED);
  return { changed, examples: after.filter((path) => !before.has(path)).slice(0, EXAMPLES) };
}

async function pathsOf({ client, route }: Opened, where: string, limit: number): Promise<readonly string[]> {
  const body = { query: asked(where), limit, offset: 0, fields: ['path'] };
  const { rows } = await client.post<RowsAnswer>(`${route}/rows`, body);
  return rows.map(({ path }) => String(path));
}

/** @throws {WinnowError} bad_query */
export function asked(where: string): Query {
  const parsed = parseQuery(where);
  if (!parsed.ok) throw new WinnowError('bad_query', `“${where}” is no query: ${parsed.message}`);
  return parsed.query;
}

const quoted = (value: string): string => `"${value.replaceAll(/["\\]/g, '\\$&')}"`;
