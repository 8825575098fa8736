export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
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

export interface XmlReader {
  /** @returns children of the outermost element that end in it, which are then forgotten @throws {XmlProblem} */
  push(text: string): readonly XmlElement[];
  /** @returns the outermost element, without the children that were returned @throws {XmlProblem} */
  end(): XmlElement;
}

const DEEPEST = 32;
const NAME = /[\p{L}_][\p{L}\p{N}_.:-]*/uy;
const ATTRIBUTE = /([\p{L}_][\p{L}\p{N}_.:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** Longer than `<![CDATA[`: enough to tell what begins. */
const MARK_LENGTH = 9;

interface Open {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

/** Reads a whole document. Declared entities are refused, so that nothing grows or reaches out. @throws {XmlProblem} */
export function readXml(document: string): XmlElement {
  const reader = createXmlReader();
  const children = reader.push(document);
  const root = reader.end();
  return { ...root, children: [...children, ...root.children] };
}

/** Reads a document piece by piece, holding no more of it than one child of its outermost element. */
export function createXmlReader(): XmlReader {
  const outside: Open = { name: '', attributes: {}, children: [], text: '' };
  const open: Open[] = [outside];
  /** What is not understood yet, and where it begins in the document. */
  let rest = '';
  let start = 0;
  let at = 0;
  let done: XmlElement[] = [];

  const problem = (text: string, place: number): XmlProblem => new XmlProblem(text, start + place);
  /** @returns -1: it may come yet */
  function endOf(mark: string, from: number, isLast: boolean): number {
    const end = rest.indexOf(mark, from);
    if (end < 0 && isLast) throw problem(`"${mark}" is missing after what begins`, at);
    return end < 0 ? -1 : end + mark.length;
  }
  function nameAt(from: number): string {
    NAME.lastIndex = from;
    const name = NAME.exec(rest)?.[0];
    if (name === undefined) throw problem('expected the name of an element', from);
    return name;
  }
  function close(): void {
    const { name, attributes, text, children } = open.pop() as Open;
    const element = { name, attributes, text: text.trim(), children };
    if (open.length === 2) done.push(element);
    else (open.at(-1) as Open).children.push(element);
  }
  function closeTag(end: number): void {
    const name = nameAt(at + 2);
    if (open.length === 1 || name !== open.at(-1)?.name) throw problem(`"${name}" is closed, which is not open,`, at);
    close();
    at = end;
  }
  function openTag(end: number): void {
    const name = nameAt(at + 1);
    if (open.length > DEEPEST) throw problem(`elements are nested more than ${DEEPEST} deep`, at);
    open.push({ name, attributes: attributesIn(rest.slice(at + 1 + name.length, end - 1), start + at), children: [], text: '' });
    if (rest[end - 2] === '/') close();
    at = end;
  }
  /** Reads what begins with `<`. @returns false where its end is not there yet */
  function mark(isLast: boolean): boolean {
    if (!isLast && rest.length - at < MARK_LENGTH) return false;
    const isCdata = rest.startsWith('<![CDATA[', at);
    const isComment = rest.startsWith('<!--', at);
    if (!isCdata && !isComment && rest.startsWith('<!', at))
      throw problem('found a document type, which annotations do not need,', at);
    let end: number;
    if (isComment) end = endOf('-->', at + 4, isLast);
    else if (isCdata) end = endOf(']]>', at + 9, isLast);
    else if (rest.startsWith('<?', at)) end = endOf('?>', at, isLast);
    else {
      end = endOfTag(rest, at);
      if (end < 0) {
        if (!isLast) return false;
        // Said of what is no tag at all, not of its end.
        nameAt(at + (rest[at + 1] === '/' ? 2 : 1));
        throw problem('">" is missing after what begins', at);
      }
      if (rest[at + 1] === '/') closeTag(end);
      else openTag(end);
      return true;
    }
    if (end < 0) return false;
    if (isCdata) (open.at(-1) as Open).text += rest.slice(at + 9, end - 3);
    at = end;
    return true;
  }
  function read(text: string, isLast: boolean): void {
    rest = rest.slice(at) + text;
    start += at;
    at = start === 0 && rest.startsWith('\uFEFF') ? 1 : 0;
    while (at < rest.length) {
      const next = rest.indexOf('<', at);
      // Text may be cut within an entity.
      if (next < 0 && !isLast) return;
      const inside = open.at(-1) as Open;
      inside.text += decoded(rest.slice(at, next < 0 ? rest.length : next), start + at);
      at = next < 0 ? rest.length : next;
      if (next >= 0 && !mark(isLast)) return;
    }
  }

  return {
    push(text) {
      read(text, false);
      const elements = done;
      done = [];
      return elements;
    },
    end() {
      read('', true);
      const unclosed = open.length > 1 ? open.at(-1) : undefined;
      if (unclosed !== undefined) throw problem(`"${unclosed.name}" is not closed`, rest.length);
      const [root] = outside.children;
      if (root === undefined || outside.children.length > 1 || outside.text.trim() !== '') {
        throw new XmlProblem('expected one element around all', 0);
      }
      return { ...root, children: [...done, ...root.children] };
    },
  };
}

/** Past the `>` that ends a tag, which is none in a quoted value; -1: it is not there. */
function endOfTag(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (character === '>') return at + 1;
    if (character !== '"' && character !== "'") continue;
    at = text.indexOf(character, at + 1);
    if (at < 0) return -1;
  }
  return -1;
}

function attributesIn(text: string, at: number): Readonly<Record<string, string>> {
  if (!text.includes('=')) return {};
  const found = [...text.matchAll(ATTRIBUTE)];
  return Object.fromEntries(found.map(([, name, double, single]) => [name, decoded(double ?? single ?? '', at)]));
}

function decoded(text: string, at: number): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([\w.-]{1,40}));/gi, (entity: string, hex, decimal, name) => {
    const code = name === undefined ? Number.parseInt(hex ?? decimal, hex === undefined ? 10 : 16) : 0;
    const character = name === undefined ? (code > 0x10ffff ? undefined : String.fromCodePoint(code)) : ENTITIES[name];
    if (character === undefined) throw new XmlProblem(`found ${entity}, which is not declared,`, at);
    return character;
  });
}
