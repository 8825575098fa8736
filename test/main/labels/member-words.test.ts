import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combineWords, type MemberKind, memberName, parseMember } from '../../../src/main/labels/member-words.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);
function combined(members: readonly (readonly [MemberKind, string])[], names: readonly string[] = []) {
  const words = members.map(([kind, text]) => parseMember(kind, bytes(text)));
  return combineWords(
    words.filter((one) => typeof one !== 'string'),
    names,
  );
}

describe('memberName', () => {
  it('takes the path up to the first dot of its last part as the key, and the last extension as what it is', () => {
    expect(memberName('a.b/0001.jpg')).toEqual({ key: 'a.b/0001', stem: 'a.b/0001', kind: null });
    expect(memberName('a.b/0001.left.CLS')).toEqual({ key: 'a.b/0001', stem: 'a.b/0001.left', kind: 'class' });
    expect(memberName('a.b/json')).toEqual({ key: 'a.b/json', stem: 'a.b/json', kind: null });
    expect(memberName('.x.json')).toEqual({ key: '.x', stem: '.x', kind: 'json' });
  });
});

describe('what the members of a picture say', () => {
  it('is a class by name, or by number and the list of classes', () => {
    expect(combined([['class', 'great white shark\n']])).toEqual({ label: 'great white shark', split: null, fields: {} });
    expect(combined([['class', '1']])).toMatchObject({ label: '1' });
    expect(combined([['class', '1']], ['cat', 'dog'])).toMatchObject({ label: 'dog' });
    expect(combined([['class', '7']], ['cat', 'dog'])).toMatchObject({ label: '7' });
    expect(combined([['class', '007']], ['cat'])).toMatchObject({ label: '007' });
    expect(combined([['json', '1']], ['cat', 'dog'])).toMatchObject({ label: 'dog' });
  });

  it('is a name rather than a number, and loses neither', () => {
    const json = JSON.stringify({ label: 3, class_name: 'cat', width: 64, exif: { Make: 'x' }, none: null, split: 'validation' });
    expect(combined([['json', json]])).toEqual({
      label: 'cat',
      split: 'val',
      fields: { label: 3, width: 64, exif: '{"Make":"x"}', split: 'validation' },
    });
    expect(
      combined([
        ['class', '3'],
        ['json', '{"label": 3}'],
      ]),
    ).toEqual({ label: '3', split: null, fields: {} });
    expect(
      combined([
        ['class', '3'],
        ['json', '{"cls": "cat"}'],
      ]),
    ).toEqual({ label: 'cat', split: null, fields: { cls: 3 } });
  });

  it('has several classes as a field, a caption as another', () => {
    expect(
      combined([
        ['json', '{"label": ["cat", "dog"]}'],
        ['caption', ' Two of them.\n'],
      ]),
    ).toEqual({
      label: null,
      split: null,
      fields: { caption: 'Two of them.', labels: '["cat","dog"]' },
    });
    expect(combined([['caption', '']])).toEqual({ label: null, split: null, fields: {} });
    expect(combined([['json', '{"label": 0.25, "target": {"a": 1}}']])).toMatchObject({
      label: null,
      fields: { label: 0.25, target: '{"a":1}' },
    });
  });

  it('is told as wrong where it is not what its ending tells', () => {
    expect(parseMember('class', bytes('-1'))).toBe('"-1" is neither a class number nor a name');
    expect(parseMember('class', bytes('1.5'))).toMatch(/neither a class number/);
    expect(parseMember('class', bytes(' \n'))).toBe('it is empty');
    expect(parseMember('json', bytes('{"label": '))).toMatch(/JSON/);
    expect(parseMember('caption', Uint8Array.of(0xff, 0xfe, 0))).toBe('it is no text in UTF-8');
  });

  it('never fails, whatever a member holds', () => {
    const kind = fc.constantFrom<MemberKind>('class', 'json', 'caption');
    const content = fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.json().map(bytes), fc.string({ unit: 'binary' }).map(bytes));
    fc.assert(
      fc.property(kind, content, (of, given) => {
        const said = parseMember(of, given);
        if (typeof said === 'string') expect(said).not.toBe('');
        else expect(combineWords([said], ['a']).label).not.toBe('');
      }),
    );
  });
});
