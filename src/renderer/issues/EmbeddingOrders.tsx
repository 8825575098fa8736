import { IconArrowsSort } from '@tabler/icons-react';
import { useHistogram } from '../state/issues.ts';
import { useQueryStore } from '../state/query-store.ts';
import { useUiStore } from '../state/ui-store.ts';
import { barsPath } from './cut-scale.ts';
import styles from './EmbeddingOrders.module.css';
import { EMBEDDING_ORDERS, type EmbeddingOrder, isOrderedBy, toggledOrder } from './embedding-orders.ts';
import rowStyles from './IssueRow.module.css';
import { useScope } from './use-scope.ts';

/** Orders of the grid by what the model sees: a click shows one, with how its score spreads. */
export function EmbeddingOrders() {
  return EMBEDDING_ORDERS.map((order) => (
    <li key={order.title}>
      <OrderRow order={order} />
    </li>
  ));
}

function OrderRow({ order }: { readonly order: EmbeddingOrder }) {
  const query = useQueryStore((state) => state.query);
  const setQuery = useQueryStore((state) => state.setQuery);
  const setView = useUiStore((state) => state.setView);
  const isShown = isOrderedBy(query, order);
  const show = (): void => {
    setView('grid');
    setQuery(toggledOrder(query, order));
  };
  return (
    <>
      <button
        type="button"
        className={rowStyles.row}
        data-issue-row
        aria-current={isShown ? 'true' : undefined}
        title={order.explains}
        onClick={show}
      >
        <span className={rowStyles.name}>{order.title}</span>{' '}
        <span className={rowStyles.mark}>
          <IconArrowsSort className={styles.icon} size={14} aria-hidden />
        </span>
      </button>
      {isShown ? <Spread order={order} /> : null}
    </>
  );
}

/** How the score spreads over the scope, the end that comes first named. */
function Spread({ order: { sort } }: { readonly order: EmbeddingOrder }) {
  const facet = useHistogram(sort.field, useScope());
  if (facet === undefined) return null;
  if (facet.min === null) return <p className={styles.none}>No sample has this score yet.</p>;
  return (
    <div className={styles.spread}>
      <svg className={styles.bars} viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
        <path d={barsPath(facet)} />
      </svg>
      <div className={styles.axis}>
        <span>0{sort.descending ? '' : ' shown first'}</span>
        <span>1{sort.descending ? ' shown first' : ''}</span>
      </div>
    </div>
  );
}
