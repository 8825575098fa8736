import { ActionIcon, Tooltip, useComputedColorScheme } from '@mantine/core';
import { IconMoon, IconSun } from '@tabler/icons-react';
import { useUiStore } from '../state/ui-store.ts';

/** Switches between dark and light. */
export function ThemeToggle() {
  const change = useUiStore((state) => state.change);
  const isDark = useComputedColorScheme('dark') === 'dark';
  const label = isDark ? 'Light theme' : 'Dark theme';
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={() => change({ colorScheme: isDark ? 'light' : 'dark' })}>
        {isDark ? <IconSun size={16} /> : <IconMoon size={16} />}
      </ActionIcon>
    </Tooltip>
  );
}
