import type { Query } from '../../shared/query.ts';
import { checkedValues, toggleValue } from '../../shared/query-choice.ts';
import { withoutField } from '../../shared/query-edit.ts';

/** Asks for samples without a class instead of for any other, or, where it does so already, no longer. */
export function toggledUnlabeled(query: Query): Query {
  const isAsked = checkedValues(query, 'label').includes(null);
  const bare = { ...query, filter: withoutField(query.filter, 'label') };
  return isAsked ? bare : toggleValue(bare, 'label', null);
}
