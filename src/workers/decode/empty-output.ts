import type { DecodeOutput } from './calls.ts';

/** What is known of a file before it is read. */
export const EMPTY_OUTPUT: DecodeOutput = {
  isImage: true,
  status: 'ok',
  reason: null,
  format: null,
  extensionFormat: null,
  width: null,
  height: null,
  channels: null,
  bitDepth: null,
  orientation: null,
  frames: null,
  contentHash: null,
  perceptualHash: null,
  fingerprint: null,
  quality: null,
  channelStats: null,
  intact: null,
  privateMetadata: [],
  capturedMs: null,
  meanColor: null,
  thumbnail: null,
  miniature: null,
};
