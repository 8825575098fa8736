import { describe, expect, it } from 'vitest';
import { describeDecision } from '../../src/shared/decision.ts';

describe('describeDecision', () => {
  it.each([
    [{ kind: 'tag', value: 'remove', sampleCount: 3 }, 'did', 'Tagged 3 samples “remove”'],
    [{ kind: 'tag', value: 'remove', sampleCount: 1 }, 'undid', 'Undid: tagged 1 sample “remove”'],
    [{ kind: 'untag', value: 'a b', sampleCount: 12345 }, 'redid', 'Redid: untagged 12,345 samples “a b”'],
    [{ kind: 'not-issue', value: 'odd-size', sampleCount: 2 }, 'undid', 'Undid: marked 2 samples as not “Odd size”'],
    [{ kind: 'issue-again', value: 'dark', sampleCount: 1 }, 'did', 'Marked 1 sample as “Dark” again'],
    [{ kind: 'not-duplicates', value: null, sampleCount: 1 }, 'did', 'Marked 1 sample as not a duplicate'],
    [{ kind: 'relabel', value: 'cat', sampleCount: 3 }, 'did', 'Relabelled 3 samples “cat”'],
    [{ kind: 'relabel', value: null, sampleCount: 1 }, 'undid', 'Undid: took the label off 1 sample'],
    [{ kind: 'layout', value: '{"splitLevel":null,"labelLevel":0}', sampleCount: 0 }, 'did', 'Read classes from folder level 1'],
    [
      { kind: 'layout', value: '{"splitLevel":null,"labelLevel":null}', sampleCount: 0 },
      'undid',
      'Undid: read neither splits nor classes from folders',
    ],
  ] as const)('%j %s', (decision, verb, text) => {
    expect(describeDecision(decision, verb)).toBe(text);
  });
});
