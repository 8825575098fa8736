import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { IconSortAZ, IconSortDescending } from '@tabler/icons-react';
import { useState } from 'react';
import type { TextFacet } from '../../shared/facets.ts';
import type { AnyTextField } from '../../shared/query.ts';
import { checkedValues } from '../../shared/query-choice.ts';
import { useQueryStore } from '../state/query-store.ts';
import { formatCount } from '../ui/format.ts';
import { FacetList } from './FacetList.tsx';
import styles from './FacetSection.module.css';
import { clearField } from './facet-query.ts';
import { facetRows } from './facet-rows.ts';
import { Section } from './Section.tsx';
import { useSections } from './sections.ts';

export interface FacetSectionProps {
  readonly field: AnyTextField;
  readonly title: string;
  /** What samples without a value are called. */
  readonly none: string;
  readonly facet: TextFacet;
}

/** Rows before "show all". */
const FIRST_ROWS = 10;
/** With more values than this there is a search field, and not all are shown at once. */
const SEARCH_OVER = 12;

/** The values of a field, with their counts in the query. */
export function FacetSection({ field, title, none, facet }: FacetSectionProps) {
  const query = useQueryStore((state) => state.query);
  const setQuery = useQueryStore((state) => state.setQuery);
  const order = useSections((state) => state.orders[field] ?? 'count');
  const setOrder = useSections((state) => state.setOrder);
  const [search, setSearch] = useState('');
  const [isWhole, setWhole] = useState(false);
  const checked = checkedValues(query, field);
  const isCut = !isWhole && search === '' && facet.values.length > SEARCH_OVER;
  const limit = isCut ? FIRST_ROWS : Number.POSITIVE_INFINITY;
  const { rows, hidden, total } = facetRows(facet, { checked, search, order, limit });
  const isMany = total > SEARCH_OVER;
  const find = `Find ${/^[aeiou]/i.test(title) ? 'an' : 'a'} ${title.toLowerCase()}`;
  const orderLabel = order === 'count' ? 'Sort by name' : 'Sort by count';

  const tools = (
    <Tooltip label={orderLabel}>
      <ActionIcon
        size={22}
        aria-label={`${orderLabel}: ${title}`}
        onClick={() => setOrder(field, order === 'count' ? 'name' : 'count')}
      >
        {order === 'count' ? <IconSortDescending size={14} /> : <IconSortAZ size={14} />}
      </ActionIcon>
    </Tooltip>
  );

  return (
    <Section
      name={field}
      title={isMany ? `${title} · ${formatCount(total)}` : title}
      tools={total > 1 ? tools : null}
      onClear={checked.length === 0 ? null : () => setQuery(clearField(query, field))}
    >
      {isMany ? (
        <TextInput
          className={styles.search}
          size="xs"
          placeholder={find}
          aria-label={find}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      ) : null}
      {rows.length === 0 ? <p className={styles.empty}>{search === '' ? 'None' : 'Nothing of that name'}</p> : null}
      <FacetList field={field} title={title} none={none} rows={rows} />
      {hidden > 0 || (isWhole && search === '' && isMany) ? (
        <button type="button" className={styles.more} onClick={() => setWhole(!isWhole)}>
          {isWhole ? `Show the first ${FIRST_ROWS}` : `Show all ${formatCount(total)}`}
        </button>
      ) : null}
    </Section>
  );
}
