import type { SampleStatus } from '../../shared/sample.ts';

/** How a status is shown: its colour (a token of tokens.css) and what it means, for a tooltip. */
export const STATUS_LOOKS: Readonly<Record<SampleStatus, { readonly color: string; readonly meaning: string }>> = {
  pending: { color: 'var(--wn-pending)', meaning: 'Found, not read yet' },
  ok: { color: 'var(--wn-ok)', meaning: 'Read without a complaint' },
  corrupt: { color: 'var(--wn-corrupt)', meaning: 'Empty, truncated or damaged' },
  unsupported: { color: 'var(--wn-unsupported)', meaning: 'Not an image, or no decoder for its format' },
  unreadable: { color: 'var(--wn-unreadable)', meaning: 'No permission, or the disk failed' },
  missing: { color: 'var(--wn-missing)', meaning: 'No longer in the folder' },
};
