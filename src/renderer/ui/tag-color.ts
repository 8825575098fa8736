/** Tags that decide what becomes of a sample: their colours are everywhere the same. */
const DECIDING: Readonly<Record<string, string>> = { remove: '#c62a2f', keep: '#18794e', unsure: '#8a5200' };

/** Grounds for white words, each with a contrast of at least 4.5 : 1, and told apart from each other and from those above. */
export const TAG_COLORS = [
  ...['#2f5fd0', '#7a3fb8', '#a8327e', '#00707a', '#4d6a00'],
  ...['#8b5a2b', '#4b5563', '#5b4fc9', '#9c3d10', '#1f6f8b'],
] as const;

/** The ground of a tag, CSS: by its name alone, so that it is the same in every dataset and session. Words on it are white. */
export function tagColor(tag: string): string {
  return DECIDING[tag] ?? TAG_COLORS[hashOf(tag) % TAG_COLORS.length] ?? TAG_COLORS[0];
}

/** FNV-1a over UTF-16 units, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash;
}
