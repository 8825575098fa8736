import { ActionIcon, Tooltip } from '@mantine/core';
import { IconFolderOpen, IconX } from '@tabler/icons-react';
import type { SampleDetails } from '../../shared/sample.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { useSampleDetails } from '../state/details.ts';
import { useSampleIssues } from '../state/issues.ts';
import { useSelectionStore } from '../state/selection-store.ts';
import { useTile } from '../state/tiles.ts';
import { useUiStore } from '../state/ui-store.ts';
import { formatNoun } from '../ui/format.ts';
import { KeyTooltip } from '../ui/KeyTooltip.tsx';
import { shell } from '../ui/shell.ts';
import { BoxList } from './BoxList.tsx';
import styles from './Details.module.css';
import { FactRow } from './FactRow.tsx';
import { factsOf } from './facts.ts';
import { IssueList } from './IssueList.tsx';
import { LabelRow } from './LabelRow.tsx';
import { Lineage } from './Lineage.tsx';
import { MoreLikeThis } from './MoreLikeThis.tsx';
import { NoteRow } from './NoteRow.tsx';
import { Predictions } from './Predictions.tsx';
import { PrivateFacts } from './PrivateFacts.tsx';
import { Quality } from './Quality.tsx';
import { SampleFields } from './SampleFields.tsx';
import { TagRow } from './TagRow.tsx';

/** What is known of the focused sample. */
export function Details() {
  const focus = useSelectionStore((state) => state.selection.focus);
  const selected = useSelectionStore((state) => state.selection.selected.size);
  const change = useUiStore((state) => state.change);
  const { data: details, error } = useSampleDetails(focus);
  return (
    <aside className={styles.panel} aria-label="Details">
      <header className={styles.header}>
        <h2>Details</h2>
        {selected > 1 ? <span className={styles.selected}>{formatNoun(selected, 'sample')} selected</span> : null}
        <KeyTooltip action="look.details" label="Hide details">
          <ActionIcon aria-label="Hide details" size={24} onClick={() => change({ isDetailsOpen: false })}>
            <IconX size={14} />
          </ActionIcon>
        </KeyTooltip>
      </header>
      {focus === null ? <p className={styles.empty}>Click a picture to see what is known of it.</p> : null}
      {error === null ? null : <p className={styles.empty}>{error.message}</p>}
      {details === undefined || focus === null ? null : <Known details={details} />}
    </aside>
  );
}

function Known({ details }: { readonly details: SampleDetails }) {
  const tile = useTile(details.id) ?? details;
  // Which say the same in their words.
  const issues = useSampleIssues(details.id);
  return (
    <div className={styles.known}>
      <FileName path={details.path} />
      {details.reason === null || issues === undefined || issues.some(({ kind }) => kind === details.status) ? null : (
        <p className={styles.reason} data-status={details.status}>
          <b>{details.status}</b> <span className="wn-selectable">{details.reason}</span>
        </p>
      )}
      <TagRow id={details.id} />
      <NoteRow key={`note-${details.id}`} id={details.id} note={details.note} />
      <IssueList id={details.id} />
      <BoxList key={`boxes-${details.id}`} id={details.id} />
      <dl className={styles.facts}>
        <LabelRow key={`label-${details.id}`} id={details.id} label={tile.label} labelBefore={details.labelBefore} />
        {factsOf({ ...details, split: tile.split }).map((fact) => (
          <FactRow key={fact.name} fact={fact} />
        ))}
      </dl>
      <Predictions id={details.id} label={tile.label} />
      <SampleFields id={details.id} />
      <PrivateFacts key={`private-${details.id}`} tags={details.privateMetadata} />
      {details.status === 'ok' ? <MoreLikeThis id={details.id} /> : null}
      <Quality id={details.id} />
      <Lineage id={details.id} />
    </div>
  );
}

function FileName({ path }: { readonly path: string }) {
  const folder = useDatasetStore((state) => state.dataset?.folder ?? '');
  const slash = path.lastIndexOf('/') + 1;
  const desktop = shell();
  return (
    <div className={styles.file}>
      <div className="wn-selectable">
        <div className={styles.folder}>{path.slice(0, slash)}</div>
        <div className={styles.name}>{path.slice(slash)}</div>
      </div>
      {desktop === null ? null : (
        <Tooltip label="Show in the file manager">
          <ActionIcon aria-label="Show in the file manager" onClick={() => desktop.showInFolder(`${folder}/${path}`)}>
            <IconFolderOpen size={16} />
          </ActionIcon>
        </Tooltip>
      )}
    </div>
  );
}
