import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowsMaximize, IconHandStop, IconLasso, IconMarquee2, IconMinus, IconPlus } from '@tabler/icons-react';
import { sendToMap } from '../state/map-commands.ts';
import { type MapTool, useUiStore } from '../state/ui-store.ts';
import { useWithKey } from '../ui/use-key.ts';
import styles from './MapTools.module.css';

interface Tool {
  readonly tool: MapTool;
  readonly label: string;
  readonly icon: typeof IconLasso;
}

const TOOLS: readonly Tool[] = [
  { tool: 'move', label: 'Dragging moves the map', icon: IconHandStop },
  { tool: 'lasso', label: 'Lasso, also by Shift and dragging: ask for what is inside', icon: IconLasso },
  { tool: 'box', label: 'Box: ask for what is inside', icon: IconMarquee2 },
];

/** What dragging does, and how near the map is. */
export function MapTools() {
  const chosen = useUiStore((state) => state.mapTool);
  const change = useUiStore((state) => state.change);
  return (
    <div className={styles.tools}>
      <div className={styles.group} role="toolbar" aria-label="Tools" aria-orientation="vertical">
        {TOOLS.map((one) => (
          <ToolButton key={one.tool} {...one} isOn={one.tool === chosen} onClick={() => change({ mapTool: one.tool })} />
        ))}
      </div>
      <div className={styles.group} role="toolbar" aria-label="Zoom" aria-orientation="vertical">
        <ZoomButton label="Zoom in" action="map.zoom-in" icon={IconPlus} onClick={() => sendToMap('zoom-in')} />
        <ZoomButton label="Zoom out" action="map.zoom-out" icon={IconMinus} onClick={() => sendToMap('zoom-out')} />
        <ZoomButton label="All of the map" action="map.fit" icon={IconArrowsMaximize} onClick={() => sendToMap('fit')} />
      </div>
    </div>
  );
}

interface ToolButtonProps extends Tool {
  readonly isOn: boolean;
  readonly onClick: () => void;
}

function ToolButton({ tool, label, icon: Icon, isOn, onClick }: ToolButtonProps) {
  const withKey = useWithKey(`map.tool-${tool}`, label);
  return (
    <Tooltip label={withKey} position="right">
      <ActionIcon size={30} aria-label={withKey} aria-pressed={isOn} className={styles.tool} onClick={onClick}>
        <Icon size={17} />
      </ActionIcon>
    </Tooltip>
  );
}

interface ZoomButtonProps {
  readonly label: string;
  /** Whose key does the same. */
  readonly action: string;
  readonly icon: typeof IconPlus;
  readonly onClick: () => void;
}

function ZoomButton({ label, action, icon: Icon, onClick }: ZoomButtonProps) {
  const withKey = useWithKey(action, label);
  return (
    <Tooltip label={withKey} position="right">
      <ActionIcon size={30} aria-label={withKey} onClick={onClick}>
        <Icon size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
