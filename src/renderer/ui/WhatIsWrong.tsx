import { IconPhotoX } from '@tabler/icons-react';
import type { SampleStatus, Tile } from '../../shared/sample.ts';
import styles from './WhatIsWrong.module.css';

export interface WhatIsWrongProps {
  readonly tile: Pick<Tile, 'status'>;
  readonly reason: string | null;
  /** The picture itself could not be loaded now. */
  readonly isFailed: boolean;
  /** A damaged picture is still shown; otherwise this stands in its place. */
  readonly isOverPicture: boolean;
}

const HEADLINES: Readonly<Record<SampleStatus, string>> = {
  pending: 'Not read yet',
  ok: 'The picture could not be loaded',
  corrupt: 'This file is damaged',
  unsupported: 'Winnow cannot read this file',
  unreadable: 'This file could not be opened',
  missing: 'This file is no longer in the folder',
};

/** Says why a sample has no picture, or only what could be saved of it. */
export function WhatIsWrong({ tile, reason, isFailed, isOverPicture }: WhatIsWrongProps) {
  if (tile.status === 'ok' && !isFailed) return null;
  if (tile.status === 'pending' && isOverPicture) return null;
  return (
    <div className={isOverPicture ? styles.notice : styles.instead} data-status={tile.status} role="status">
      {isOverPicture ? null : <IconPhotoX size={40} stroke={1.2} aria-hidden />}
      <b>{HEADLINES[tile.status]}</b>
      {isFailed && isOverPicture ? <span>This is its thumbnail</span> : null}
      {reason === null ? null : <span className="wn-selectable">{reason}</span>}
    </div>
  );
}
