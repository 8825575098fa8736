import { badPredictions } from '../predictions/prediction-file.ts';
import { LONGEST_TEXT, readText } from '../predictions/read-text.ts';
import { createXmlReader, type XmlElement, XmlProblem } from './read-xml.ts';

export interface XmlStretch {
  /** Children of the outermost element, in their order. */
  readonly elements: readonly XmlElement[];
  readonly share: number;
}

/**
 * The children of a document's outermost element without holding it whole.
 * @throws {WinnowError} bad_predictions with the place; AbortError
 */
export async function* readXmlElements(file: string, signal: AbortSignal): AsyncGenerator<XmlStretch, void, void> {
  const reader = createXmlReader();
  let since = 0;
  try {
    for await (const { text, share } of readText(file, signal)) {
      const elements = reader.push(text);
      since = elements.length > 0 ? 0 : since + text.length;
      if (since > LONGEST_TEXT) throw badPredictions(file, `an element is longer than ${LONGEST_TEXT} characters.`);
      if (elements.length > 0) yield { elements, share };
    }
    yield { elements: reader.end().children, share: 1 };
  } catch (error) {
    if (error instanceof XmlProblem) throw badPredictions(file, `is no XML that can be read: ${error.message}.`, error);
    throw error;
  }
}
