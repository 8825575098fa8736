import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp, IconX } from '@tabler/icons-react';
import { Fragment, type ReactNode } from 'react';
import { DEFAULT_QUERY, isSimilaritySort, type Sort } from '../../shared/query.ts';
import { setSort } from '../../shared/query-edit.ts';
import { isScoreField } from '../../shared/score.ts';
import { useAnnotations } from '../state/annotations.ts';
import { activeRun, usePredictions } from '../state/confusion.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { useHasEmbeddings } from '../state/issues.ts';
import { canSortBy } from '../state/label-sort.ts';
import { useQueryStore } from '../state/query-store.ts';
import { useProbesStore } from '../state/similar.ts';
import { useUiStore } from '../state/ui-store.ts';
import { ReferenceThumbs } from './ReferenceThumbs.tsx';
import styles from './SortMenu.module.css';
import {
  ANNOTATION_SORTS,
  BOX_SORTS,
  chooseSort,
  EMBEDDING_SORTS,
  PREDICTION_SORTS,
  SCORE_SORTS,
  SORT_OPTIONS,
  type SortOption,
  similarTitle,
  sortOption,
  turned,
} from './sort-options.ts';

/** The order of the grid. */
export function SortMenu() {
  const query = useQueryStore((state) => state.query);
  const setQuery = useQueryStore((state) => state.setQuery);
  const titles = useProbesStore((state) => state.titles);
  const { sort } = query;
  const option = sortOption(sort.field);
  const title = isSimilaritySort(sort) ? similarTitle(sort, titles) : option.title;
  const direction = option.first[sort.descending ? 1 : 0];
  const order = (wanted: Sort): void => setQuery(setSort(query, wanted));
  return (
    <Button.Group>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <Button
            variant="default"
            className={styles.button}
            leftSection={isSimilaritySort(sort) ? <ReferenceThumbs sort={sort} /> : <IconArrowsSort size={14} />}
            aria-label={`Order: ${title}`}
          >
            <span className={styles.word}>{title}</span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Orders />
        </Menu.Dropdown>
      </Menu>
      <Tooltip label={direction}>
        <ActionIcon
          variant="default"
          size={30}
          className={styles.turn}
          aria-label={`${direction}; turn round`}
          onClick={() => order(turned(sort))}
        >
          {sort.descending ? <IconArrowDown size={14} /> : <IconArrowUp size={14} />}
        </ActionIcon>
      </Tooltip>
      {isSimilaritySort(sort) ? (
        <Tooltip label="Back to the order by path">
          <ActionIcon
            variant="default"
            size={30}
            className={styles.turn}
            aria-label="Back to the order by path"
            onClick={() => order(DEFAULT_QUERY.sort)}
          >
            <IconX size={14} />
          </ActionIcon>
        </Tooltip>
      ) : null}
    </Button.Group>
  );
}

/** What the menu offers, once it is open. */
function Orders() {
  const hasBoxes = useDatasetStore((state) => state.dataset?.hasBoxes ?? false);
  const { field } = useQueryStore((state) => state.query.sort);
  const hasAnnotations = (useAnnotations().data?.activeId ?? null) !== null;
  return (
    <>
      {SORT_OPTIONS.map((group, place) => (
        <Fragment key={group[0]?.field}>
          {place === 0 ? null : <Menu.Divider />}
          <SortItems options={group} />
        </Fragment>
      ))}
      <Menu.Divider />
      <SubMenu title="Quality" isCurrent={isScoreField(field)}>
        <SortItems options={SCORE_SORTS} />
      </SubMenu>
      <SubMenu title="Embedding" isCurrent={EMBEDDING_SORTS.some((option) => option.field === field)}>
        <EmbeddingItems />
      </SubMenu>
      <SubMenu title="Prediction" isCurrent={PREDICTION_SORTS.some((option) => option.field === field)}>
        <PredictionItems />
      </SubMenu>
      {hasAnnotations ? (
        <SubMenu title="Annotators" isCurrent={ANNOTATION_SORTS.some((option) => option.field === field)}>
          <SortItems options={ANNOTATION_SORTS} />
        </SubMenu>
      ) : null}
      {hasBoxes ? (
        <SubMenu title="Boxes" isCurrent={BOX_SORTS.some((option) => option.field === field)}>
          <SortItems options={BOX_SORTS} />
        </SubMenu>
      ) : null}
    </>
  );
}

interface SubMenuProps {
  readonly title: string;
  readonly isCurrent: boolean;
  readonly children: ReactNode;
}

function SubMenu({ title, isCurrent, children }: SubMenuProps) {
  return (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item className={styles.item} data-current={isCurrent || undefined}>
          {title}
        </Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown>{children}</Menu.Sub.Dropdown>
    </Menu.Sub>
  );
}

/** Without embeddings these orders would say nothing: then how to make them. */
function EmbeddingItems() {
  const hasEmbeddings = useHasEmbeddings();
  const openDialog = useUiStore((state) => state.openDialog);
  if (hasEmbeddings === false) return <Menu.Item onClick={() => openDialog('embed')}>Needs embeddings: embed…</Menu.Item>;
  return <SortItems options={EMBEDDING_SORTS} />;
}

/** Without predictions these orders would say nothing. */
function PredictionItems() {
  const { data } = usePredictions();
  const run = data === undefined ? null : activeRun(data);
  if (data !== undefined && run === null) return <Menu.Item disabled>Needs predictions</Menu.Item>;
  return <SortItems options={PREDICTION_SORTS.filter(({ field }) => run !== null && canSortBy(run, field))} />;
}

function SortItems({ options }: { readonly options: readonly SortOption[] }) {
  return options.map((option) => <SortItem key={option.field} option={option} />);
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
