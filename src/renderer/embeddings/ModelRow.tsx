import { ActionIcon, Badge, Button, Menu, Radio } from '@mantine/core';
import { IconDots, IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import type { DatasetModel, ModelInfo } from '../../shared/embedding.ts';
import { activateModel, downloadModel, forgetEmbeddings, forgetModel } from '../state/embeddings.ts';
import { asWinnowError } from '../state/http.ts';
import { isRunning, useJobsStore } from '../state/jobs-store.ts';
import { useMessagesStore } from '../state/messages-store.ts';
import { formatBytes } from '../ui/format.ts';
import styles from './EmbedDialog.module.css';
import { EmbedProgress } from './EmbedProgress.tsx';
import { givenText, modelFacts } from './model-choices.ts';

export interface ModelRowProps {
  readonly model: ModelInfo;
  /** What it gave for the open dataset; null: nothing. */
  readonly given: DatasetModel | null;
  readonly isChosen: boolean;
}

/** A model: what it is good for, whether it is here, what it gave, and what can be done with it. */
export function ModelRow({ model, given, isChosen }: ModelRowProps) {
  const job = useJobsStore(({ jobs }) =>
    jobs.find((one) => one.kind === 'model' && one.subject === model.name && isRunning(one)),
  );
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the radio is inside
    <label className={styles.model} data-chosen={isChosen || undefined}>
      <Radio size="xs" value={model.name} aria-label={model.title} disabled={model.state !== 'ready'} className={styles.radio} />
      <span className={styles.about}>
        <span className={styles.title}>
          {model.title}
          {given?.isActive === true ? (
            <Badge size="xs" variant="light">
              In use
            </Badge>
          ) : null}
        </span>
        <span className={styles.describes}>{model.describes}</span>
        <span className={styles.facts}>
          {modelFacts(model).join(' · ')}
          {given === null ? null : <b>{givenText(given)}</b>}
        </span>
        {model.problem === null ? null : <span className={styles.problem}>{model.problem}</span>}
        {job === undefined ? null : <EmbedProgress job={job} />}
      </span>
      <span className={styles.actions}>
        {model.state === 'available' && job === undefined ? (
          <Button
            variant="default"
            leftSection={<IconDownload size={14} />}
            aria-label={`Download ${model.title}`}
            onClick={(event) => {
              event.preventDefault();
              tell(downloadModel(model.name));
            }}
          >
            {formatBytes(model.sizeBytes)}
          </Button>
        ) : null}
        <RowMenu model={model} given={given} />
      </span>
    </label>
  );
}

function RowMenu({ model, given }: Pick<ModelRowProps, 'model' | 'given'>) {
  const canForget = model.origin !== 'built-in' && model.state !== 'available';
  if (given === null && !canForget) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={24} aria-label={`More of ${model.title}`} onClick={(event) => event.preventDefault()}>
          <IconDots size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {given !== null && !given.isActive ? (
          <Menu.Item onClick={() => tell(activateModel(given.id))}>Use its map and scores</Menu.Item>
        ) : null}
        {given === null ? null : (
          <SureItem title="Forget what it gave for this dataset" onSure={() => tell(forgetEmbeddings(given.id))} />
        )}
        {canForget ? (
          <SureItem
            title={model.origin === 'file' ? 'Take it off the list' : 'Delete the download'}
            onSure={() => tell(forgetModel(model.name))}
          />
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}

interface SureItemProps {
  readonly title: string;
  readonly onSure: () => void;
}

/** Of a menu: what cannot be taken back is asked once more. */
function SureItem({ title, onSure }: SureItemProps) {
  const [isAsked, setAsked] = useState(false);
  return (
    <Menu.Item
      {...(isAsked ? { color: 'red' } : {})}
      closeMenuOnClick={isAsked}
      onClick={isAsked ? onSure : () => setAsked(true)}
    >
      {isAsked ? `${title}: are you sure?` : title}
    </Menu.Item>
  );
}

function tell(work: Promise<void>): void {
  work.catch((error) => useMessagesStore.getState().say(asWinnowError(error).message, { tone: 'error' }));
}
