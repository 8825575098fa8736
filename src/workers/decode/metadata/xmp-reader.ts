/** Values of an XMP packet by namespace and name. */
export interface XmpReader {
  /** The text of the first such property, those of a list joined by commas; null where there is none. */
  value(namespace: string, name: string): string | null;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** A value is shortened later on; this bounds what is looked at. */
const MAX_VALUE = 4096;
const MAX_NAMESPACES = 200;

/**
 * Looks properties up in a packet without building a tree of it: as attributes (`dc:source="…"`) and as elements. Each
 * look-up passes over the packet a fixed number of times, however it is made.
 */
export function createXmpReader(packet: string): XmpReader {
  const prefixes = prefixesOf(packet);
  return {
    value(namespace, name) {
      for (const prefix of prefixes.get(namespace) ?? []) {
        const found = elementText(packet, `${prefix}:${name}`) ?? attributeText(packet, `${prefix}:${name}`);
        if (found !== null) return found;
      }
      return null;
    },
  };
}

function prefixesOf(packet: string): ReadonlyMap<string, readonly string[]> {
  const prefixes = new Map<string, string[]>();
  let count = 0;
  for (const [, prefix, namespace] of packet.matchAll(/\bxmlns:([\w.-]{1,40})\s{0,4}=\s{0,4}["']([^"'<>]{1,200})["']/g)) {
    if (prefix === undefined || namespace === undefined || ++count > MAX_NAMESPACES) break;
    const known = prefixes.get(namespace) ?? [];
    if (!known.includes(prefix)) prefixes.set(namespace, [...known, prefix]);
  }
  return prefixes;
}

function elementText(packet: string, name: string): string | null {
  const start = nameAt(packet, `<${name}`, (_before, after) => /[\s>/]/.test(after));
  if (start < 0) return null;
  const open = packet.indexOf('>', start);
  if (open < 0 || packet[open - 1] === '/') return null;
  const close = packet.indexOf(`</${name}`, open);
  return close < 0 ? null : plainText(packet.slice(open + 1, Math.min(close, open + MAX_VALUE)));
}

function attributeText(packet: string, name: string): string | null {
  const start = nameAt(packet, name, (before, after) => /\s/.test(before) && /[\s=]/.test(after));
  const equals = /^\s{0,4}=\s{0,4}(["'])/.exec(packet.slice(start + name.length, start + name.length + 12));
  if (start < 0 || equals === null) return null;
  const open = start + name.length + equals[0].length;
  const close = packet.indexOf(equals[1] ?? '"', open);
  return close < 0 ? null : plainText(packet.slice(open, Math.min(close, open + MAX_VALUE)));
}

/** Where a name stands first between characters that fit; -1: nowhere. */
function nameAt(packet: string, name: string, fits: (before: string, after: string) => boolean): number {
  let at = packet.indexOf(name);
  while (at >= 0 && !fits(packet[at - 1] ?? '', packet[at + name.length] ?? '')) at = packet.indexOf(name, at + name.length);
  return at;
}

/** Without tags; what stood in different elements is parted by commas. */
function plainText(markup: string): string {
  const texts = markup.split(/<[^<>]*>/).map((text) => text.trim());
  return texts
    .filter((text) => text !== '')
    .join(', ')
    .replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{1,6}));/gi, (entity, hex, decimal, name) => {
      if (name !== undefined) return ENTITIES[name] ?? entity;
      const code = Number.parseInt(hex ?? decimal, hex === undefined ? 10 : 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : '';
    });
}
