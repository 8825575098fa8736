import { IconFileOff, IconFileX, IconLock, IconPhotoX } from '@tabler/icons-react';
import type { SampleStatus } from '../../shared/sample.ts';

const STATUS_ICONS: Readonly<Partial<Record<SampleStatus, typeof IconPhotoX>>> = {
  corrupt: IconPhotoX,
  unsupported: IconFileX,
  unreadable: IconLock,
  missing: IconFileOff,
};

/** The sign of a file that could not be read. */
export function statusIcon(status: SampleStatus): typeof IconPhotoX {
  return STATUS_ICONS[status] ?? IconPhotoX;
}

/** True where there is no whole picture. */
export const isBroken = (status: SampleStatus): boolean => status !== 'ok' && status !== 'pending';
