import { ActionIcon, SegmentedControl, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { LABEL_FORMATS, type LabelChoice } from '../../shared/label-files.ts';
import styles from './LabelsDialog.module.css';
import { withFile } from './label-choices.ts';
import { formatTitle } from './label-words.ts';
import { NameFile } from './NameFile.tsx';

export interface WhereFromProps {
  /** Null: not known yet. */
  readonly choice: LabelChoice | null;
  /** Files are to be named, though none is yet. */
  readonly isNaming: boolean;
  readonly onNaming: (isNaming: boolean) => void;
  readonly onChange: (choice: LabelChoice) => void;
}

const WAYS = [
  { value: 'found', label: 'In the folder, or beside it' },
  { value: 'named', label: 'Files that I name' },
] as const;
const FORMATS = LABEL_FORMATS.map((value) => ({ value, label: formatTitle(value) }));

/** Where annotations are looked for, and of which format. */
export function WhereFrom({ choice, isNaming, onNaming, onChange }: WhereFromProps) {
  const files = choice?.files ?? [];
  const isNamed = isNaming || files.length > 0;
  return (
    <>
      <div className={styles.where}>
        <SegmentedControl
          aria-label="Where annotations are looked for"
          data={WAYS.map(({ value, label }) => ({ value, label }))}
          value={isNamed ? 'named' : 'found'}
          disabled={choice === null}
          onChange={(value) => {
            onNaming(value === 'named');
            if (value === 'found' && choice !== null && files.length > 0) onChange({ ...choice, files: [] });
          }}
        />
        <Select
          className={styles.format}
          aria-label="Format"
          placeholder="Any format"
          clearable
          searchable
          disabled={choice === null}
          data={FORMATS}
          value={choice?.format ?? null}
          onChange={(value) => {
            if (choice !== null) onChange({ ...choice, format: LABEL_FORMATS.find((known) => known === value) ?? null });
          }}
        />
      </div>
      {isNamed && choice !== null ? (
        <>
          <NamedFiles files={files} onChange={(left) => onChange({ ...choice, files: left })} />
          <NameFile onName={(file) => onChange(withFile(choice, file))} />
        </>
      ) : null}
    </>
  );
}

interface NamedFilesProps {
  readonly files: readonly string[];
  readonly onChange: (files: readonly string[]) => void;
}

function NamedFiles({ files, onChange }: NamedFilesProps) {
  if (files.length === 0) return null;
  return (
    <ul className={styles.named} aria-label="Files and folders named">
      {files.map((file) => (
        <li key={file}>
          <span className="wn-selectable">{file}</span>
          <ActionIcon size={22} aria-label={`Do not read ${file}`} onClick={() => onChange(files.filter((one) => one !== file))}>
            <IconX size={14} />
          </ActionIcon>
        </li>
      ))}
    </ul>
  );
}
