import { Button, Loader, Modal, SegmentedControl } from '@mantine/core';
import { skipToken, useQuery } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { isSameLayout, type Layout } from '../../shared/layout.ts';
import { api } from '../state/api.ts';
import { openDatasetId } from '../state/dataset-store.ts';
import { asWinnowError } from '../state/http.ts';
import { useQueryStore } from '../state/query-store.ts';
import { Problem } from '../ui/Problem.tsx';
import styles from './LayoutDialog.module.css';
import { type LevelRole, pathParts, roleOf, withRole } from './layout-choice.ts';

export interface LayoutDialogProps {
  readonly layout: Layout;
  readonly isBusy: boolean;
  readonly onApply: (layout: Layout) => void;
  readonly onClose: () => void;
}

const ROLES: { readonly value: LevelRole; readonly label: string }[] = [
  { value: 'label', label: 'Class' },
  { value: 'split', label: 'Split' },
  { value: 'nothing', label: 'Not used' },
];

/** Which folder level is the class and which the split, shown on a path of the dataset. */
export function LayoutDialog({ layout, isBusy, onApply, onClose }: LayoutDialogProps) {
  const [wanted, setWanted] = useState(layout);
  const example = useExamplePath();
  const parts = example.data === undefined ? [] : pathParts(example.data);
  return (
    <Modal opened title="Read classes and splits from folders" size={520} onClose={onClose}>
      {example.error === null ? null : <Problem message={asWinnowError(example.error).message} />}
      {example.isLoading ? <Loader /> : null}
      {parts.length === 0 ? null : (
        <>
          <p className={styles.path}>
            {parts.map(({ name, level }) => (
              <Fragment key={level}>
                <span className={styles.part} data-role={level === null ? 'file' : roleOf(wanted, level)}>
                  {name}
                </span>
                {level === null ? null : <span className={styles.slash}>/</span>}
              </Fragment>
            ))}
          </p>
          <ul className={styles.levels}>
            {parts.map(({ name, level }) =>
              level === null ? null : (
                <li key={level} className={styles.level}>
                  <span className={styles.number}>Level {level + 1}</span>
                  <span className={styles.name}>{name}</span>
                  <SegmentedControl
                    size="xs"
                    aria-label={`Level ${level + 1} is`}
                    data={ROLES}
                    value={roleOf(wanted, level)}
                    onChange={(role) => setWanted(withRole(wanted, level, role))}
                  />
                </li>
              ),
            )}
          </ul>
          {parts.length === 1 ? <p>The images lie directly in the folder: there is no level to read.</p> : null}
        </>
      )}
      <div className={styles.foot}>
        <span className={styles.note}>Can be undone like a tag.</span>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button loading={isBusy} onClick={() => onApply(wanted)}>
          {isSameLayout(wanted, layout) ? 'Keep' : 'Apply'}
        </Button>
      </div>
    </Modal>
  );
}

/** Path of a sample from the middle of what is shown: the first ones are often strays. */
function useExamplePath() {
  const id = openDatasetId();
  const ids = useQueryStore((state) => state.ids);
  const sample = ids[ids.length >> 1];
  return useQuery({
    queryKey: ['example path', id, sample],
    queryFn: sample === undefined ? skipToken : async ({ signal }) => (await api.tiles(id, [sample], signal))[0]?.path ?? '',
  });
}
