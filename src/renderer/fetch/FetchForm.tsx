import { Button, Checkbox, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { WinnowError } from '../../shared/errors.ts';
import { type ChosenColumns, FETCH_DEFAULTS, type FetchPreviewRequest, type FetchRequest } from '../../shared/fetch.ts';
import { lastContact, useFetchPreview } from '../state/fetches.ts';
import { asWinnowError } from '../state/http.ts';
import { baseName, joinPath, parentFolder } from '../ui/folder-path.ts';
import { Problem } from '../ui/Problem.tsx';
import styles from './FetchDialog.module.css';
import { FolderField } from './FolderField.tsx';
import { UrlColumns } from './UrlColumns.tsx';

export interface FetchFormProps {
  /** What was asked for last in this dialog. */
  readonly before: FetchRequest | null;
  /** @throws {WinnowError} */
  readonly onStart: (request: FetchRequest) => Promise<void>;
  readonly onClose: () => void;
}

/** Which table, read how, into which folder, under whose name. */
export function FetchForm({ before, onStart, onClose }: FetchFormProps) {
  const [table, setTable] = useState(before?.table ?? '');
  const [read, setRead] = useState<FetchPreviewRequest | null>(
    before === null ? null : { table: before.table, columns: before.columns },
  );
  /** Null: none was said, so one beside the table. */
  const [chosenFolder, setFolder] = useState(before?.folder ?? null);
  const [contact, setContact] = useState(before?.contact ?? lastContact());
  const [perHost, setPerHost] = useState<number>(before?.perHost ?? FETCH_DEFAULTS.perHost);
  const [pauseMs, setPauseMs] = useState<number>(before?.pauseMs ?? FETCH_DEFAULTS.pauseMs);
  const [allowPrivate, setAllowPrivate] = useState(before?.allowPrivate ?? false);
  const [failure, setFailure] = useState<WinnowError | null>(null);
  const { preview, error, isReading } = useFetchPreview(read);
  const folder = chosenFolder ?? folderBeside(table.trim());
  const isRead = read !== null && read.table === table.trim() && preview !== undefined && error === null;

  const readTable = (columns?: ChosenColumns): void => {
    const file = table.trim();
    setFailure(null);
    setRead({ table: file, ...(columns === undefined ? {} : { columns }) });
  };
  const start = (): void => {
    if (read === null) return;
    setFailure(null);
    onStart({ ...read, folder: folder.trim(), contact: contact.trim(), perHost, pauseMs, allowPrivate }).catch(
      (problem: unknown) => setFailure(asWinnowError(problem)),
    );
  };
  const problem = failure ?? error;
  const canStart = isRead && !isReading && preview.mapping.url !== null && folder.trim() !== '' && contact.trim() !== '';
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (canStart) start();
        else if (table.trim() !== '') readTable();
      }}
    >
      <div className={styles.line}>
        <TextInput
          label="Table"
          description="CSV, TSV, JSON lines or Parquet with web addresses of pictures, as LAION and Open Images have them, where it lies on this computer."
          className={styles.grow}
          data-autofocus
          spellCheck={false}
          placeholder="/home/me/lists/pictures.parquet"
          value={table}
          onChange={(event) => setTable(event.currentTarget.value)}
        />
        <Button variant="default" loading={isReading} disabled={table.trim() === ''} onClick={() => readTable()}>
          Read it
        </Button>
      </div>
      {problem === null ? null : <Problem message={problem.message} />}
      {isRead ? <UrlColumns preview={preview} onColumns={readTable} /> : null}
      {isRead && preview.mapping.url === null ? (
        <Problem tone="notice" message="No column holds addresses that begin with http:// or https://. Say which one does." />
      ) : null}
      {isRead ? (
        <>
          <FolderField folder={folder} onChange={setFolder} />
          <TextInput
            label="Whom hosts may turn to"
            description="Your e-mail or web address. Every host is told it; Winnow asks none without."
            placeholder="me@example.org"
            value={contact}
            onChange={(event) => setContact(event.currentTarget.value)}
          />
          <div className={styles.line}>
            <NumberInput
              label="Connections to one host"
              className={styles.grow}
              min={1}
              max={16}
              value={perHost}
              onChange={(value) => setPerHost(typeof value === 'number' ? value : FETCH_DEFAULTS.perHost)}
            />
            <NumberInput
              label="Pause between requests to one host, ms"
              className={styles.grow}
              min={0}
              max={600_000}
              step={100}
              value={pauseMs}
              onChange={(value) => setPauseMs(typeof value === 'number' ? value : FETCH_DEFAULTS.pauseMs)}
            />
          </div>
          <Checkbox
            label="Addresses may lead to this computer and its network"
            checked={allowPrivate}
            onChange={(event) => setAllowPrivate(event.currentTarget.checked)}
          />
          <p className={styles.note}>
            Each host’s robots.txt is obeyed. A download that is stopped goes on where it was when the same is started again.
          </p>
        </>
      ) : null}
      <div className={styles.foot}>
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
        <Button type="submit" disabled={!canStart}>
          Download
        </Button>
      </div>
    </form>
  );
}

/** A new folder beside the table, of its name. */
function folderBeside(file: string): string {
  const stem = baseName(file).replace(/\.[^.]*$/, '');
  return parentFolder(file) === file ? '' : joinPath(parentFolder(file), `${stem}-pictures`);
}
