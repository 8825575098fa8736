import { ActionIcon, Menu, TextInput, Tooltip } from '@mantine/core';
import { IconArrowsExchange, IconChecks, IconSortAZ, IconSortDescending } from '@tabler/icons-react';
import { useState } from 'react';
import type { TextFacet } from '../../shared/facets.ts';
import { checkAll, choiceOf, invertChoice } from '../../shared/query-choice.ts';
import { withoutField } from '../../shared/query-edit.ts';
import { useQueryStore } from '../state/query-store.ts';
import { formatCount } from '../ui/format.ts';
import { useArrangement } from './arrangement-store.ts';
import { FacetList } from './FacetList.tsx';
import styles from './FacetSection.module.css';
import { facetRows } from './facet-rows.ts';
import { Section } from './Section.tsx';
import { RowsSkeleton } from './Skeletons.tsx';
import { noneOf, type Section as SectionInfo } from './sections.ts';

export interface FacetSectionProps {
  readonly section: SectionInfo & { readonly kind: 'text' };
  /** Undefined while it is folded, or not counted yet. */
  readonly facet: TextFacet | undefined;
}

/** Rows before "show all". */
const FIRST_ROWS = 10;
/** With more values than this there is a search field, and not all are shown at once. */
const SEARCH_OVER = 12;
/** More values than this make no query that anybody reads. */
const MOST_CHECKED = 200;

/** The values of a field, with their counts in the query. */
export function FacetSection({ section, facet }: FacetSectionProps) {
  const { field, title } = section;
  const query = useQueryStore((state) => state.query);
  const setQuery = useQueryStore((state) => state.setQuery);
  const order = useArrangement(({ arrangement }) => arrangement.orders[field] ?? 'count');
  const change = useArrangement((state) => state.change);
  const [search, setSearch] = useState('');
  const [isWhole, setWhole] = useState(false);
  const { checked, excluded } = choiceOf(query, field);
  const values = facet?.values ?? [];
  const isCut = !isWhole && search === '' && values.length > SEARCH_OVER;
  const limit = isCut ? FIRST_ROWS : Number.POSITIVE_INFINITY;
  const { rows, hidden, total } = facetRows(values, { checked, excluded, search, order, limit });
  const isMany = total > SEARCH_OVER;
  const all = total + (facet?.left ?? 0);
  const find = `Find ${/^[aeiou]/i.test(title) ? 'an' : 'a'} ${title.toLowerCase()}`;
  const orderLabel = order === 'count' ? 'Sort by name' : 'Sort by count';
  const turnOrder = (): void =>
    change((before) => ({ ...before, orders: { ...before.orders, [field]: order === 'count' ? 'name' : 'count' } }));
  const unchecked = rows.filter(({ isChecked }) => !isChecked).map(({ value }) => value);

  const tools = (
    <Tooltip label={orderLabel}>
      <ActionIcon size={22} aria-label={`${orderLabel}: ${title}`} onClick={turnOrder}>
        {order === 'count' ? <IconSortDescending size={14} /> : <IconSortAZ size={14} />}
      </ActionIcon>
    </Tooltip>
  );
  const extra = (
    <>
      <Menu.Item
        leftSection={<IconChecks size={14} />}
        disabled={unchecked.length === 0 || rows.length > MOST_CHECKED}
        onClick={() => setQuery(checkAll(query, field, unchecked))}
      >
        Select all shown
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowsExchange size={14} />}
        disabled={checked.length + excluded.length === 0}
        onClick={() => setQuery(invertChoice(query, field))}
      >
        Invert
      </Menu.Item>
    </>
  );

  return (
    <Section
      section={section}
      {...(isMany ? { note: formatCount(all) } : {})}
      tools={total > 1 ? tools : null}
      extra={extra}
      onClear={
        checked.length + excluded.length === 0 ? null : () => setQuery({ ...query, filter: withoutField(query.filter, field) })
      }
    >
      {isMany ? (
        <TextInput
          className={styles.search}
          size="xs"
          placeholder={find}
          aria-label={find}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && search !== '') {
              setSearch('');
              event.stopPropagation();
            }
          }}
        />
      ) : null}
      {facet === undefined ? (
        <RowsSkeleton />
      ) : rows.length === 0 ? (
        <p className={styles.empty}>{search === '' ? 'None' : 'Nothing of that name'}</p>
      ) : null}
      <FacetList field={field} title={title} none={noneOf(field)} rows={rows} />
      {hidden > 0 || (isWhole && search === '' && isMany) ? (
        <button type="button" className={styles.more} onClick={() => setWhole(!isWhole)}>
          {isWhole ? `Show the first ${FIRST_ROWS}` : `Show all ${formatCount(total)}`}
        </button>
      ) : null}
      {facet?.left === undefined || isCut ? null : (
        <p className={styles.empty}>{formatCount(facet.left)} rarer ones are not listed: ask for them in the search box.</p>
      )}
    </Section>
  );
}
