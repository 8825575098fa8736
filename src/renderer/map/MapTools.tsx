import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowsMaximize, IconHandStop, IconLasso, IconMarquee2, IconMinus, IconPlus } from '@tabler/icons-react';
import { sendToMap } from '../state/map-commands.ts';
import { type MapTool, useUiStore } from '../state/ui-store.ts';
import styles from './MapTools.module.css';

const TOOLS: readonly { readonly tool: MapTool; readonly label: string; readonly icon: typeof IconLasso }[] = [
  { tool: 'move', label: 'Dragging moves the map (V)', icon: IconHandStop },
  { tool: 'lasso', label: 'Lasso: ask for what is inside (L, or Shift and drag)', icon: IconLasso },
  { tool: 'box', label: 'Box: ask for what is inside (D)', icon: IconMarquee2 },
];

/** What dragging does, and how near the map is. */
export function MapTools() {
  const chosen = useUiStore((state) => state.mapTool);
  const change = useUiStore((state) => state.change);
  return (
    <div className={styles.tools}>
      <div className={styles.group} role="toolbar" aria-label="Tools" aria-orientation="vertical">
        {TOOLS.map(({ tool, label, icon: Icon }) => (
          <Tooltip key={tool} label={label} position="right">
            <ActionIcon
              size={30}
              aria-label={label}
              aria-pressed={tool === chosen}
              className={styles.tool}
              onClick={() => change({ mapTool: tool })}
            >
              <Icon size={17} />
            </ActionIcon>
          </Tooltip>
        ))}
      </div>
      <div className={styles.group} role="toolbar" aria-label="Zoom" aria-orientation="vertical">
        <ZoomButton label="Zoom in (+)" icon={IconPlus} onClick={() => sendToMap('zoom-in')} />
        <ZoomButton label="Zoom out (−)" icon={IconMinus} onClick={() => sendToMap('zoom-out')} />
        <ZoomButton label="All of the map (0)" icon={IconArrowsMaximize} onClick={() => sendToMap('fit')} />
      </div>
    </div>
  );
}

interface ZoomButtonProps {
  readonly label: string;
  readonly icon: typeof IconPlus;
  readonly onClick: () => void;
}

function ZoomButton({ label, icon: Icon, onClick }: ZoomButtonProps) {
  return (
    <Tooltip label={label} position="right">
      <ActionIcon size={30} aria-label={label} onClick={onClick}>
        <Icon size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
