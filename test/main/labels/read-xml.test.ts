import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createXmlReader, readXml, XmlProblem } from '../../../src/main/labels/read-xml.ts';

describe('readXml', () => {
  it('reads elements with their text, past comments and declarations', () => {
    const document = `\uFEFF<?xml version="1.0"?><!-- a > b -->
      <a x="1 &gt; &#10;" y = 'a > "b"'> one <b/> two <c>&lt;3 &#x41;&#66;</c><c><![CDATA[<raw> & ]]></c></a>`;
    expect(readXml(document)).toEqual({
      name: 'a',
      attributes: { x: '1 > \n', y: 'a > "b"' },
      text: 'one  two',
      children: [
        { name: 'b', attributes: {}, text: '', children: [] },
        { name: 'c', attributes: {}, text: '<3 AB', children: [] },
        { name: 'c', attributes: {}, text: '<raw> &', children: [] },
      ],
    });
  });

  it.each([
    ['', 'one element around all at character 1'],
    ['plain', 'one element around all'],
    ['<a></b>', '"b" is closed, which is not open, at character 4'],
    ['<a><b></a>', '"a" is closed, which is not open,'],
    ['<a>', '"a" is not closed'],
    ['<a/><b/>', 'one element around all'],
    ['<a', '">" is missing'],
    ['<a>&bomb;</a>', '&bomb;, which is not declared'],
    ['<!DOCTYPE a [<!ENTITY b "c">]><a/>', 'a document type'],
    ['<a>'.repeat(100), 'nested more than 32 deep'],
    ['< a/>', 'the name of an element'],
  ])('says of %j what is wrong and where', (document, problem) => {
    expect(() => readXml(document)).toThrow(problem);
  });

  it('either reads or says what is wrong, whatever it is given', () => {
    const piece = fc.constantFrom(
      '<a>',
      '</a>',
      '<b/>',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '&lt;',
      '&#0;',
      '&',
      '<',
      '>',
      'x',
      '<?',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        try {
          readXml(pieces.join(''));
        } catch (error) {
          expect(error).toBeInstanceOf(XmlProblem);
        }
      }),
    );
  });

  it('reads the same however the document is cut', () => {
    const document = '<a><b c="1>&lt;2"/>x &amp; y<d><![CDATA[<&]]><!-- - --><e/></d><?f?>&#65;</a>';
    fc.assert(
      fc.property(fc.array(fc.nat(document.length), { maxLength: 8 }), (cuts) => {
        const places = [0, ...cuts.toSorted((a, b) => a - b), document.length];
        const reader = createXmlReader();
        const children = places.flatMap((from, place) => reader.push(document.slice(from, places[place + 1])));
        const root = reader.end();
        expect({ ...root, children: [...children, ...root.children] }).toEqual(readXml(document));
      }),
    );
  });
});
