import type { DatasetModel } from '../../shared/embedding.ts';
import { formatAgo, formatCount } from '../ui/format.ts';

/** What can be said of a map and the model behind it, name and value. */
export function mapFacts({ title, map, neighbours, waiting }: DatasetModel, nowMs: number): readonly [string, string][] {
  const facts: [string, string][] = [['Model', title]];
  if (map !== null) {
    const later = map.placed === 0 ? '' : `, ${formatCount(map.placed)} placed later`;
    facts.push(['Points', `${formatCount(map.points)}${later}`]);
    facts.push(['Laid out', `${formatAgo(map.madeMs, nowMs)}${map.engine === 'winnow' ? '' : ` by ${map.engine}`}`]);
    facts.push(['Seed', String(map.seed)]);
    facts.push(['Epochs', `${formatCount(map.epochs)}${map.isPartial ? ', stopped before its end' : ''}`]);
  }
  if (neighbours !== null) {
    const found = neighbours.isExact ? 'exact' : `${Math.floor(1000 * neighbours.recall) / 10}% of the true ones found`;
    facts.push(['Neighbours', `${neighbours.k}, ${found}`]);
  }
  if (waiting > 0) facts.push(['Not seen yet', formatCount(waiting)]);
  return facts;
}
