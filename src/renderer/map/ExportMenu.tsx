import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconDownload, IconPhoto, IconTable } from '@tabler/icons-react';
import { useState } from 'react';
import { useDatasetStore } from '../state/dataset-store.ts';
import { told } from '../state/map-actions.ts';
import { mapCsv } from './map-csv.ts';
import { mapPicture } from './map-picture.ts';
import { saveFile } from './save-file.ts';
import type { Scene } from './scene.ts';

/** The map as a picture with its legend, or as a table. */
export function ExportMenu({ scene }: { readonly scene: Scene }) {
  const name = useDatasetStore((state) => state.dataset?.name ?? 'dataset');
  const [isBusy, setBusy] = useState(false);
  const save = async (make: () => Promise<Blob>, extension: string): Promise<void> => {
    setBusy(true);
    await told(async () => saveFile(await make(), `${name} map.${extension}`));
    setBusy(false);
  };
  return (
    <Menu position="bottom-end" withinPortal={false}>
      <Menu.Target>
        <Tooltip label="Save the map">
          <ActionIcon aria-label="Save the map" loading={isBusy}>
            <IconDownload size={16} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPhoto size={14} />} onClick={() => void save(() => mapPicture(scene), 'png')}>
          Picture with its legend (PNG)
        </Menu.Item>
        <Menu.Item leftSection={<IconTable size={14} />} onClick={() => void save(() => mapCsv(scene.data), 'csv')}>
          Places of the samples (CSV)
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
