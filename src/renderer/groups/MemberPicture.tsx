import { IconPhotoX } from '@tabler/icons-react';
import type { GroupMember } from '../../shared/api.ts';
import { thumbUrl } from '../state/api.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import styles from './MemberPicture.module.css';

export interface MemberPictureProps {
  readonly member: GroupMember;
  /** Side of the square it is fitted into, in CSS pixels. */
  readonly cell: number;
}

/** From this enlargement on, a tiny picture is shown as the squares it is made of. */
const PIXELATED_FROM = 4;

/** A member's thumbnail, as it is stored: not turned to match. */
export function MemberPicture({ member, cell }: MemberPictureProps) {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const url = dataset === null ? null : thumbUrl(dataset, member);
  const { width, height, meanColor } = member;
  const longest = Math.max(width ?? 1, height ?? 1);
  const size = { width: Math.round((cell * (width ?? 1)) / longest), height: Math.round((cell * (height ?? 1)) / longest) };
  if (url === null) {
    return (
      <span className={styles.none} title={member.status}>
        <IconPhotoX size={22} stroke={1.5} aria-hidden />
        {member.status}
      </span>
    );
  }
  return (
    <img
      className={styles.picture}
      style={{
        ...size,
        backgroundColor: meanColor === null ? undefined : `#${meanColor.toString(16).padStart(6, '0')}`,
        imageRendering: cell / longest >= PIXELATED_FROM ? 'pixelated' : 'auto',
      }}
      src={url}
      alt=""
      decoding="async"
      draggable={false}
    />
  );
}
