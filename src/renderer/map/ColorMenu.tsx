import { Select } from '@mantine/core';
import { IconPalette } from '@tabler/icons-react';
import { useUiStore } from '../state/ui-store.ts';
import styles from './ColorMenu.module.css';
import { COLOR_FIELDS } from './color-fields.ts';

const GROUPS = [...Map.groupBy(COLOR_FIELDS, ({ group }) => group)].map(([group, fields]) => ({
  group,
  items: fields.map(({ field, title }) => ({ value: field, label: title })),
}));

/** What the points are coloured by. */
export function ColorMenu() {
  const field = useUiStore((state) => state.mapColorBy);
  const change = useUiStore((state) => state.change);
  return (
    <Select
      size="xs"
      w={184}
      aria-label="Colour by"
      leftSection={<IconPalette size={15} aria-hidden />}
      data={GROUPS}
      value={field}
      searchable
      allowDeselect={false}
      withScrollArea={false}
      classNames={{ options: styles.options }}
      comboboxProps={{ width: 230, position: 'bottom-end', shadow: 'md', withinPortal: false }}
      onChange={(value) => {
        const chosen = COLOR_FIELDS.find((known) => known.field === value);
        if (chosen !== undefined) change({ mapColorBy: chosen.field });
      }}
    />
  );
}
