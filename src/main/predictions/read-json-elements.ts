import { badPredictions } from './prediction-file.ts';
import { LONGEST_TEXT, readText } from './read-text.ts';

/** A part of a JSON document that is parsed by itself. */
export interface JsonElement {
  /** Key in the outermost object; null of a list. */
  readonly key: string | null;
  /** Place in its list or object, from 1. */
  readonly place: number;
  readonly value: unknown;
}

export interface JsonStretch {
  readonly elements: readonly JsonElement[];
  readonly share: number;
}

/**
 * Elements of a document without holding it whole: of the outermost list, or entries of the outermost object.
 * @param inside keys of the outermost object whose lists are read element by element; all else of it is passed over
 * @param objects those of `inside` that are objects: their entries are elements, by their own keys
 * @throws {WinnowError} bad_predictions with the place
 */
export async function* readJsonElements(
  file: string,
  signal: AbortSignal,
  inside: ReadonlySet<string> | null = null,
  objects: ReadonlySet<string> = NO_KEYS,
): AsyncGenerator<JsonStretch, void, void> {
  const cut = createCutter(file, inside, objects);
  for await (const { text, share } of readText(file, signal)) {
    const elements = cut.push(text);
    if (elements.length > 0) yield { elements, share };
  }
  cut.end();
}

const NO_KEYS: ReadonlySet<string> = new Set();
const QUOTE = 34;
const COMMA = 44;
const BACKSLASH = 92;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;
/** Longer than any key that is looked for. */
const KEY_TEXT = 256;

/** Cuts text at the commas of one level of nesting. */
function createCutter(file: string, inside: ReadonlySet<string> | null, objects: ReadonlySet<string>) {
  let depth = 0;
  let isInString = false;
  let isEscaped = false;
  /** Outermost brackets are an object's. */
  let isObject = false;
  let isEnded = false;
  /** Depth whose commas part elements; 1, or 2 in a list of `inside`. */
  let level = 1;
  let listKey: string | null = null;
  let place = 0;
  let pending = '';

  function bad(problem: string): never {
    throw badPredictions(file, `${problem} Expected JSON: a list of rows.`);
  }

  function parsed(text: string): JsonElement {
    place += 1;
    const where = listKey === null ? `element ${place}` : `element ${place} of "${listKey}"`;
    if (listKey === null ? isObject : objects.has(listKey)) {
      const entry = Object.entries(parseLenient(`{${text}}`, file, where) as object)[0];
      return { key: entry?.[0] ?? '', place, value: entry?.[1] };
    }
    return { key: listKey, place, value: parseLenient(text, file, where) };
  }

  function push(text: string): JsonElement[] {
    const elements: JsonElement[] = [];
    let from = 0;
    const isKept = (): boolean => inside === null || level === 2;
    const keep = (to: number): void => {
      pending += text.slice(from, to);
      if (isKept() && pending.length > LONGEST_TEXT) bad(`element ${place + 1} is longer than ${LONGEST_TEXT} characters.`);
      if (!isKept()) pending = pending.slice(0, KEY_TEXT);
    };
    const flush = (to: number): void => {
      keep(to);
      from = to + 1;
      if (isKept() && pending.trim() !== '') elements.push(parsed(pending));
      else if (isKept() && (place > 0 || text.charCodeAt(to) === COMMA))
        bad(`nothing stands between two commas after element ${place}.`);
      pending = '';
    };
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (isInString) {
        if (isEscaped) isEscaped = false;
        else if (code === BACKSLASH) isEscaped = true;
        else if (code === QUOTE) isInString = false;
        continue;
      }
      if (code <= 32) continue;
      if (isEnded) bad('more follows after the end of the document.');
      if (depth === 0) {
        if (code !== OPEN_LIST && code !== OPEN_OBJECT) bad(`begins with "${text[at]}".`);
        isObject = code === OPEN_OBJECT;
        if (inside !== null && !isObject) bad(`is a list; expected an object with ${[...inside].join(' and ')}.`);
        depth = 1;
        from = at + 1;
      } else if (code === QUOTE) isInString = true;
      else if (code === OPEN_LIST || code === OPEN_OBJECT) {
        if (depth === 1 && inside !== null) {
          keep(at);
          from = at;
          const key = /^\s*"([^"\\]*)"\s*:\s*$/.exec(pending)?.[1];
          if (key !== undefined && inside.has(key) && (code === OPEN_OBJECT) === objects.has(key)) {
            [level, listKey, place, pending, from] = [2, key, 0, '', at + 1];
          }
        }
        depth += 1;
      } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) {
        if (depth === level) {
          if (level === 1 && isObject !== (code === CLOSE_OBJECT)) bad(`"${text[at]}" closes what it did not open.`);
          flush(at);
          if (level === 1) isEnded = true;
          [level, listKey, place] = level === 2 ? [1, null, 0] : [1, null, place];
        }
        depth -= 1;
      } else if (code === COMMA && depth === level) flush(at);
    }
    if (!isEnded && depth > 0) keep(text.length);
    return elements;
  }

  return {
    push,
    end(): void {
      if (!isEnded) bad(depth === 0 ? 'is empty.' : `ends in the middle, after element ${place}; it may be cut off.`);
    },
  };
}

/** JSON as Python writes it too: NaN and Infinity are read as null. */
export function parseLenient(text: string, file: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    try {
      return JSON.parse(text.replaceAll(/(?<=[[,:]\s*)-?(?:NaN|Infinity)(?=\s*[,\]}])/g, 'null'));
    } catch {
      throw badPredictions(file, `${where} is no JSON: ${error.message}.`, error);
    }
  }
}
