import type { Filter } from '../../shared/query.ts';
import { parseQuery } from '../../shared/query-language.ts';

/** Fields that name samples, groups or places of one dataset, or what a model said of it. */
const OF_ONE_DATASET =
  /^(?:id|group\.|map\.|prob\.|prediction$|consensus$|confidence$|score\.(?:self-confidence|normalized-margin|margin|entropy|mistakenness|hardness|expected-gain|agreement|consensus|iou)$)/;

/** Whether a query means the same of other data: it names no samples, groups or places of this one, nor what a run said of it. */
export function generalises(text: string): boolean {
  const parsed = parseQuery(text);
  return parsed.ok && parsed.query.filter !== null && isGeneral(parsed.query.filter);
}

function isGeneral(filter: Filter): boolean {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.of.every(isGeneral);
    case 'not':
      return isGeneral(filter.of);
    case 'equals':
    case 'compare':
      return filter.run === undefined && !OF_ONE_DATASET.test(filter.field);
    case 'is':
      return filter.run === undefined && !/predicted|correct|wrong|annotated|disagreed|relabeled/.test(filter.claim);
    case 'field':
    case 'path':
    case 'contains':
      return true;
    case 'run':
    case 'match':
    case 'agrees':
    case 'lasso':
      return false;
    default:
      return filter satisfies never;
  }
}
