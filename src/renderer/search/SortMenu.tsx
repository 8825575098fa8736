import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import { Fragment } from 'react';
import { setSort } from '../../shared/query-edit.ts';
import { useQueryStore } from '../state/query-store.ts';
import styles from './SortMenu.module.css';
import { chooseSort, SCORE_SORTS, SORT_OPTIONS, type SortOption, sortOption } from './sort-options.ts';

/** The order of the grid. */
export function SortMenu() {
  const query = useQueryStore((state) => state.query);
  const setQuery = useQueryStore((state) => state.setQuery);
  const { sort } = query;
  const current = sortOption(sort.field);
  const direction = current.first[sort.descending ? 1 : 0];
  const turn = (): void => setQuery(setSort(query, chooseSort(sort, sort.field)));
  return (
    <Button.Group>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <Button
            variant="default"
            className={styles.button}
            leftSection={<IconArrowsSort size={14} />}
            aria-label={`Order: ${current.title}`}
          >
            {current.title}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {SORT_OPTIONS.map((group, place) => (
            <Fragment key={group[0]?.field}>
              {place === 0 ? null : <Menu.Divider />}
              {group.map((option) => (
                <SortItem key={option.field} option={option} />
              ))}
            </Fragment>
          ))}
          <Menu.Divider />
          <Menu.Sub>
            <Menu.Sub.Target>
              <Menu.Sub.Item className={styles.item} data-current={sort.field.startsWith('score.') || undefined}>
                Quality
              </Menu.Sub.Item>
            </Menu.Sub.Target>
            <Menu.Sub.Dropdown>
              {SCORE_SORTS.map((option) => (
                <SortItem key={option.field} option={option} />
              ))}
            </Menu.Sub.Dropdown>
          </Menu.Sub>
        </Menu.Dropdown>
      </Menu>
      <Tooltip label={direction}>
        <ActionIcon variant="default" size={30} className={styles.turn} aria-label={`${direction}; turn round`} onClick={turn}>
          {sort.descending ? <IconArrowDown size={14} /> : <IconArrowUp size={14} />}
        </ActionIcon>
      </Tooltip>
    </Button.Group>
  );
}

function SortItem({ option: { field, title, first } }: { readonly option: SortOption }) {
  const query = useQueryStore((state) => state.query);
  const setQuery = useQueryStore((state) => state.setQuery);
  const { sort } = query;
  return (
    <Menu.Item
      data-current={field === sort.field || undefined}
      className={styles.item}
      rightSection={field === sort.field ? <span className={styles.first}>{first[sort.descending ? 1 : 0]}</span> : null}
      onClick={() => setQuery(setSort(query, chooseSort(sort, field)))}
    >
      {title}
    </Menu.Item>
  );
}
