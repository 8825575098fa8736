import type { Pixels } from '../decode/pixels.ts';

/** What confirms that two pictures with similar perceptual hashes are copies of one another. @param pixels grey or RGB, no alpha */
export function fingerprint(_pixels: Pixels): Uint8Array {
  return new Uint8Array(0);
}
