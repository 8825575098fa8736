import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { IconDownload, IconPhoto, IconTable, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useDatasetStore } from '../state/dataset-store.ts';
import { isAborted } from '../state/http.ts';
import { told } from '../state/told.ts';
import { saveFile } from '../ui/save-file.ts';
import { mapCsv } from './map-csv.ts';
import { mapPicture } from './map-picture.ts';
import type { Scene } from './scene.ts';

/** The map as a picture with its legend, or as a table. */
export function ExportMenu({ scene }: { readonly scene: Scene }) {
  const name = useDatasetStore((state) => state.dataset?.name ?? 'dataset');
  const { share, writeCsv, cancel } = useCsv(scene, `${name} map.csv`);
  if (share !== null) return <Writing share={share} onCancel={cancel} />;
  return (
    <Menu position="bottom-end" withinPortal={false}>
      <Menu.Target>
        <Tooltip label="Save the map">
          <ActionIcon aria-label="Save the map">
            <IconDownload size={16} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconPhoto size={14} />}
          onClick={() => void told(async () => saveFile(await mapPicture(scene), `${name} map.png`))}
        >
          Picture with its legend (PNG)
        </Menu.Item>
        <Menu.Item leftSection={<IconTable size={14} />} onClick={() => void writeCsv()}>
          Places of the samples (CSV)
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** How much of the table is there, and the way to stop it. */
function Writing({ share, onCancel }: { readonly share: number; readonly onCancel: () => void }) {
  return (
    <Tooltip label="Stop writing the table">
      <Button variant="light" size="compact-xs" rightSection={<IconX size={12} aria-label="Stop" />} onClick={onCancel}>
        CSV {Math.round(100 * share)}%
      </Button>
    </Tooltip>
  );
}

/** A million samples take a hundred requests: told how far they are, called off where the map is left. */
function useCsv(
  scene: Scene,
  fileName: string,
): { readonly share: number | null; readonly writeCsv: () => Promise<void>; readonly cancel: () => void } {
  const [share, setShare] = useState<number | null>(null);
  const writing = useRef<AbortController | null>(null);
  useEffect(() => () => writing.current?.abort(), []);
  const writeCsv = (): Promise<void> =>
    told(async () => {
      const controller = new AbortController();
      writing.current = controller;
      setShare(0);
      try {
        saveFile(await mapCsv(scene.data, controller.signal, setShare), fileName);
      } catch (error) {
        if (!isAborted(error)) throw error;
      } finally {
        setShare(null);
      }
    });
  return { share, writeCsv, cancel: () => writing.current?.abort() };
}
