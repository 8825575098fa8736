import type { CountAnswer } from '../../shared/api.ts';
import { WinnowError } from '../../shared/errors.ts';
import type { IssueCount } from '../../shared/issue.ts';
import type { LimitOutcome, Recipe, RecipeLimit } from '../../shared/recipe.ts';
import type { SplitReport } from '../../shared/split.ts';
import { asked } from './follow-rules.ts';
import type { OpenedDataset } from './with-dataset.ts';

type Opened = Pick<OpenedDataset, 'client' | 'route'>;

/** Counts before any rule is followed: what the data bring with them. @throws {WinnowError} bad_request for what nothing can be said of */
export async function checkIssueLimits(
  opened: Opened,
  limits: readonly RecipeLimit[],
  samples: number,
): Promise<readonly LimitOutcome[]> {
  const asked = limits.filter(({ of }) => of !== 'leaks' && of !== 'unlabeled');
  if (asked.length === 0) return [];
  const counts = await opened.client.post<readonly IssueCount[]>(`${opened.route}/issues`, {});
  return asked.map((limit) => {
    const found = counts.find(({ kind }) => kind === limit.of);
    if (found?.needs !== undefined) {
      throw new WinnowError(
        'bad_request',
        `Nothing can be said of the limit of "${limit.of}": there are no ${found.needs}. Take it out of the recipe.`,
      );
    }
    return outcomeOf(limit, found?.samples ?? 0, samples);
  });
}

/** Counts after all rules were followed, of what is exported. */
export async function checkExportLimits(opened: Opened, recipe: Recipe): Promise<readonly LimitOutcome[]> {
  const { client, route } = opened;
  const outcomes: LimitOutcome[] = [];
  const query = asked(recipe.export.where);
  const exported = async (where: string): Promise<number> =>
    (await client.post<CountAnswer>(`${route}/count`, { query: asked(where) })).count;
  const ok = `(${recipe.export.where === '' ? 'status:ok' : recipe.export.where}) status:ok`;
  for (const limit of recipe.limits) {
    if (limit.of === 'leaks') {
      const { leaks } = await client.post<SplitReport>(`${route}/split`, { query, rules: recipe.export.split });
      outcomes.push(outcomeOf(limit, leaks.groups, await exported(ok)));
    }
    if (limit.of === 'unlabeled') outcomes.push(outcomeOf(limit, await exported(`${ok} is:unlabeled`), await exported(ok)));
  }
  return outcomes;
}

function outcomeOf(limit: RecipeLimit, found: number, of: number): LimitOutcome {
  const most = 'count' in limit.most ? limit.most.count : limit.most.share * of;
  return { limit, found, of, isPassed: found > most };
}
