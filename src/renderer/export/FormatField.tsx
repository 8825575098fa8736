import { Select } from '@mantine/core';
import { EXPORT_FORMATS, type ExportFormat } from '../../shared/export.ts';
import { FORMATS } from '../../shared/export-formats.ts';
import styles from './ExportForm.module.css';
import { formatGroups, formatWarning } from './format-choices.ts';

export interface FormatFieldProps {
  readonly hasBoxes: boolean;
  readonly format: ExportFormat;
  readonly onChange: (format: ExportFormat) => void;
}

/** The layout that an export is written in, and what it says and does not say. */
export function FormatField({ hasBoxes, format, onChange }: FormatFieldProps) {
  const warning = formatWarning(format, hasBoxes);
  return (
    <div>
      <Select
        label="Format"
        data={formatGroups(hasBoxes)}
        value={format}
        allowDeselect={false}
        searchable
        maxDropdownHeight={320}
        nothingFoundMessage="No such format"
        onChange={(value) => {
          const chosen = EXPORT_FORMATS.find((known) => known === value);
          if (chosen !== undefined) onChange(chosen);
        }}
      />
      <p className={styles.note}>{FORMATS[format].text}</p>
      {warning === null ? null : (
        <p className={styles.note} data-warn>
          {warning}
        </p>
      )}
    </div>
  );
}
