import { Slider } from '@mantine/core';
import { IconLayoutBoard, IconLayoutGrid, IconPhoto } from '@tabler/icons-react';
import { SimilarMenu } from '../embeddings/SimilarMenu.tsx';
import { GroupMenu } from '../grid/GroupMenu.tsx';
import { RowLayoutButton } from '../grid/RowLayoutButton.tsx';
import { SortMenu } from '../search/SortMenu.tsx';
import { largestThumbnail, useGridWidth } from '../state/grid-width.ts';
import { THUMBNAIL_SIZES, useUiStore } from '../state/ui-store.ts';
import { TriageButton } from '../triage/TriageButton.tsx';
import { KeyTooltip } from '../ui/KeyTooltip.tsx';
import { DetailsButton, SidebarButton } from '../ui/PanelButton.tsx';
import { Counts } from './Counts.tsx';
import { TileMenu } from './TileMenu.tsx';
import styles from './Toolbar.module.css';

/** How the grid shows its samples, and how many there are. Arranged by similarity it has no other order and is zoomed. */
export function Toolbar() {
  const isArranged = useUiStore(({ view, viewBehind }) => (view === 'loupe' ? viewBehind : view) === 'arranged');
  return (
    <div className={styles.toolbar} role="toolbar" aria-label="View">
      <SidebarButton />
      <Counts />
      <ArrangementSwitch isArranged={isArranged} />
      {isArranged ? null : <GroupMenu />}
      {isArranged ? null : <SortMenu />}
      <SimilarMenu />
      <TriageButton />
      {isArranged ? null : <ThumbnailSize />}
      {isArranged ? null : <RowLayoutButton />}
      <TileMenu hasCaptions={!isArranged} />
      <DetailsButton />
    </div>
  );
}

function ArrangementSwitch({ isArranged }: { readonly isArranged: boolean }) {
  return (
    <fieldset className={styles.switch} aria-label="Arrangement">
      <SwitchButton view="grid" isOn={!isArranged} label="In rows, in an order" icon={IconLayoutGrid}>
        Rows
      </SwitchButton>
      <SwitchButton view="arranged" isOn={isArranged} label="Similar pictures side by side" icon={IconLayoutBoard}>
        By similarity
      </SwitchButton>
    </fieldset>
  );
}

interface SwitchButtonProps {
  readonly view: 'grid' | 'arranged';
  readonly isOn: boolean;
  readonly label: string;
  readonly icon: typeof IconLayoutGrid;
  readonly children: string;
}

function SwitchButton({ view, isOn, label, icon: Icon, children }: SwitchButtonProps) {
  const setView = useUiStore((state) => state.setView);
  return (
    <KeyTooltip action="look.arranged" label={label}>
      <button
        type="button"
        className={styles.switchButton}
        aria-pressed={isOn}
        aria-label={children}
        onClick={() => setView(view)}
      >
        <Icon size={14} aria-hidden />
        <span className={styles.switchWord}>{children}</span>
      </button>
    </KeyTooltip>
  );
}

function ThumbnailSize() {
  const size = useUiStore((state) => state.thumbnailSize);
  const change = useUiStore((state) => state.change);
  const most = largestThumbnail(useGridWidth((state) => state.width));
  return (
    <div className={styles.size}>
      <IconPhoto size={12} aria-hidden />
      <Slider
        className={styles.slider}
        size={2}
        thumbSize={12}
        color="gray"
        label={null}
        thumbLabel="Thumbnail size"
        min={Math.log2(THUMBNAIL_SIZES.min)}
        max={Math.log2(most)}
        step={0.05}
        value={Math.log2(Math.min(size, most))}
        onChange={(value) => change({ thumbnailSize: 2 ** value })}
      />
      <IconPhoto size={16} aria-hidden />
    </div>
  );
}
