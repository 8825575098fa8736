import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { IconLayoutList, IconX } from '@tabler/icons-react';
import { Fragment } from 'react';
import type { GroupBy } from '../../shared/group-by.ts';
import { useAnnotations } from '../state/annotations.ts';
import { activeRun, usePredictions } from '../state/confusion.ts';
import { chooseGroupBy } from '../state/grouping.ts';
import { useQueryStore } from '../state/query-store.ts';
import styles from './GroupMenu.module.css';
import { GROUP_BY_TITLES } from './group-words.ts';

const CHOICES: readonly (readonly GroupBy[])[] = [
  ['label', 'prediction', 'consensus', 'split', 'folder'],
  ['tag', 'issue', 'status', 'format'],
  ['group.near', 'group.pixel', 'group.exact'],
];

/** What the samples of the grid are put together by. */
export function GroupMenu() {
  const groupBy = useQueryStore((state) => state.groupBy);
  return (
    <Button.Group>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          {groupBy === null ? (
            <Tooltip label="Group">
              <ActionIcon variant="default" size={30} className={styles.button} aria-label="Group">
                <IconLayoutList size={14} />
              </ActionIcon>
            </Tooltip>
          ) : (
            <Button
              variant="default"
              className={styles.button}
              leftSection={<IconLayoutList size={14} />}
              aria-label={`Grouped by: ${GROUP_BY_TITLES[groupBy]}`}
            >
              {GROUP_BY_TITLES[groupBy]}
            </Button>
          )}
        </Menu.Target>
        <Menu.Dropdown>
          <Choices current={groupBy} />
        </Menu.Dropdown>
      </Menu>
      {groupBy === null ? null : (
        <Tooltip label="No groups">
          <ActionIcon
            variant="default"
            size={30}
            className={styles.end}
            aria-label="No groups"
            onClick={() => chooseGroupBy(null)}
          >
            <IconX size={14} />
          </ActionIcon>
        </Tooltip>
      )}
    </Button.Group>
  );
}

/** What the menu offers, once it is open: of predictions and annotators only where there are any. */
function Choices({ current }: { readonly current: GroupBy | null }) {
  const { data } = usePredictions();
  const hasRun = data !== undefined && activeRun(data) !== null;
  const hasAnnotations = (useAnnotations().data?.activeId ?? null) !== null;
  const isOffered = (by: GroupBy): boolean => (by !== 'prediction' || hasRun) && (by !== 'consensus' || hasAnnotations);
  return (
    <>
      <Menu.Label>Put together by</Menu.Label>
      <Choice by={null} current={current} />
      {CHOICES.map((choices) => (
        <Fragment key={choices[0]}>
          <Menu.Divider />
          {choices.filter(isOffered).map((by) => (
            <Choice key={by} by={by} current={current} />
          ))}
        </Fragment>
      ))}
    </>
  );
}

function Choice({ by, current }: { readonly by: GroupBy | null; readonly current: GroupBy | null }) {
  return (
    <Menu.Item
      className={styles.item}
      data-current={by === current || undefined}
      aria-current={by === current || undefined}
      onClick={() => chooseGroupBy(by)}
    >
      {by === null ? 'Nothing' : GROUP_BY_TITLES[by]}
    </Menu.Item>
  );
}
