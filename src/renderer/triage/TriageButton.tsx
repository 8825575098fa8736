import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { toggleTriage } from '../state/triage.ts';
import { useTriageStore } from '../state/triage-store.ts';
import { useWithKey } from '../ui/use-key.ts';

/** Begins triage of what is shown, or ends it. */
export function TriageButton() {
  const isOn = useTriageStore((state) => state.isOn);
  const label = useWithKey('triage.toggle', 'Triage: decide one after the other');
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label="Triage" aria-pressed={isOn} onClick={toggleTriage}>
        <IconChecklist size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
