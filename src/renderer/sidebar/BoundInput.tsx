import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { AnyNumberField } from '../../shared/query.ts';
import { type End, parseBound, printBound } from './range-brush.ts';

export interface BoundInputProps {
  readonly field: AnyNumberField;
  readonly end: End;
  readonly label: string;
  readonly value: number | null;
  /** What bounds it without a value. */
  readonly placeholder: string;
  readonly onChange: (value: number | null) => void;
}

/** One end of a range, exactly. Applied by Enter or by leaving the field; Escape takes the typing back. */
export function BoundInput({ field, end, label, value, placeholder, onChange }: BoundInputProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const parsed = draft === null ? value : parseBound(field, draft, end);
  const apply = (): void => {
    if (parsed === undefined) return;
    setDraft(null);
    if (parsed !== value) onChange(parsed);
  };
  return (
    <TextInput
      size="xs"
      aria-label={label}
      placeholder={placeholder}
      error={parsed === undefined}
      value={draft ?? (value === null ? '' : printBound(field, value, end))}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={apply}
      onKeyDown={(event) => {
        if (event.key === 'Enter') apply();
        if (event.key === 'Escape') setDraft(null);
      }}
    />
  );
}
