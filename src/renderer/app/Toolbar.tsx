import { ActionIcon, Menu, Slider } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconPhoto } from '@tabler/icons-react';
import { SimilarMenu } from '../embeddings/SimilarMenu.tsx';
import { SortMenu } from '../search/SortMenu.tsx';
import { THUMBNAIL_SIZES, useUiStore } from '../state/ui-store.ts';
import { DetailsButton, SidebarButton } from '../ui/PanelButton.tsx';
import { Counts } from './Counts.tsx';
import styles from './Toolbar.module.css';

/** How the grid shows its samples, and how many there are. */
export function Toolbar() {
  return (
    <div className={styles.toolbar} role="toolbar" aria-label="View">
      <SidebarButton />
      <Counts />
      <SortMenu />
      <SimilarMenu />
      <ThumbnailSize />
      <TileMenu />
      <DetailsButton />
    </div>
  );
}

function ThumbnailSize() {
  const size = useUiStore((state) => state.thumbnailSize);
  const change = useUiStore((state) => state.change);
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
        max={Math.log2(THUMBNAIL_SIZES.max)}
        step={0.05}
        value={Math.log2(size)}
        onChange={(value) => change({ thumbnailSize: 2 ** value })}
      />
      <IconPhoto size={16} aria-hidden />
    </div>
  );
}

function TileMenu() {
  const { tileFit, tileCaptions, change } = useUiStore();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label="Tiles">
          <IconAdjustmentsHorizontal size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={tileFit} onChange={(value) => change({ tileFit: value === 'cover' ? 'cover' : 'contain' })}>
          <Menu.Label>Pictures</Menu.Label>
          <Menu.RadioItem value="contain">Whole</Menu.RadioItem>
          <Menu.RadioItem value="cover">Fill the square</Menu.RadioItem>
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.RadioGroup
          value={tileCaptions}
          onChange={(value) => change({ tileCaptions: value === 'always' ? 'always' : 'hover' })}
        >
          <Menu.Label>Class and file name</Menu.Label>
          <Menu.RadioItem value="hover">Under the pointer</Menu.RadioItem>
          <Menu.RadioItem value="always">Always</Menu.RadioItem>
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
