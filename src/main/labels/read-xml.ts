/** An element without its attributes, which annotations do not use. */
export interface XmlElement {
  readonly name: string;
  /** Between its tags, without that of its children; trimmed. */
  readonly text: string;
  readonly children: readonly XmlElement[];
}

/** Text that is no XML, or XML that annotations never are. The message says where. */
export class XmlProblem extends Error {
  constructor(problem: string, at: number) {
    super(`${problem} at character ${at + 1}`);
    this.name = 'XmlProblem';
  }
}

const DEEPEST = 32;
const NAME = /[\p{L}_][\p{L}\p{N}_.:-]*/uy;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

interface Open {
  readonly name: string;
  readonly children: XmlElement[];
  text: string;
}

/** Reads a document's elements. Declared entities are refused, so that nothing grows or reaches out. @throws {XmlProblem} */
export function readXml(document: string): XmlElement {
  const outside: Open = { name: '', children: [], text: '' };
  const open: Open[] = [outside];
  let at = document.startsWith('\uFEFF') ? 1 : 0;

  function endOf(mark: string, from: number): number {
    const end = document.indexOf(mark, from);
    if (end < 0) throw new XmlProblem(`"${mark}" is missing after what begins`, at);
    return end + mark.length;
  }
  function nameAt(from: number): string {
    NAME.lastIndex = from;
    const name = NAME.exec(document)?.[0];
    if (name === undefined) throw new XmlProblem('expected the name of an element', from);
    return name;
  }
  function close(): void {
    const { name, text, children } = open.pop() as Open;
    (open.at(-1) as Open).children.push({ name, text: text.trim(), children });
  }

  while (at < document.length) {
    const inside = open.at(-1) as Open;
    const next = document.indexOf('<', at);
    inside.text += decoded(document.slice(at, next < 0 ? document.length : next), at);
    if (next < 0) break;
    at = next;
    if (document.startsWith('<!--', at)) at = endOf('-->', at + 4);
    else if (document.startsWith('<![CDATA[', at)) {
      const end = endOf(']]>', at + 9);
      inside.text += document.slice(at + 9, end - 3);
      at = end;
    } else if (document.startsWith('<?', at)) at = endOf('?>', at + 2);
    else if (document.startsWith('<!', at)) throw new XmlProblem('found a document type, which annotations do not need,', at);
    else if (document.startsWith('</', at)) {
      const name = nameAt(at + 2);
      if (open.length === 1 || name !== inside.name) throw new XmlProblem(`"${name}" is closed, which is not open,`, at);
      close();
      at = endOf('>', at);
    } else {
      const name = nameAt(at + 1);
      const end = endOf('>', at);
      if (open.length > DEEPEST) throw new XmlProblem(`elements are nested more than ${DEEPEST} deep`, at);
      open.push({ name, children: [], text: '' });
      if (document[end - 2] === '/') close();
      at = end;
    }
  }
  const unclosed = open.length > 1 ? open.at(-1) : undefined;
  if (unclosed !== undefined) throw new XmlProblem(`"${unclosed.name}" is not closed`, document.length);
  const [root] = outside.children;
  if (root === undefined || outside.children.length > 1 || outside.text.trim() !== '') {
    throw new XmlProblem('expected one element around all', 0);
  }
  return root;
}

function decoded(text: string, at: number): string {
  return text.replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([\w.-]{1,40}));/gi, (entity: string, hex, decimal, name) => {
    const code = name === undefined ? Number.parseInt(hex ?? decimal, hex === undefined ? 10 : 16) : 0;
    const character = name === undefined ? (code > 0x10ffff ? undefined : String.fromCodePoint(code)) : ENTITIES[name];
    if (character === undefined) throw new XmlProblem(`found ${entity}, which is not declared,`, at);
    return character;
  });
}
