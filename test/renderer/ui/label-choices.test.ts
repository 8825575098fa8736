import { describe, expect, it } from 'vitest';
import { labelChoices } from '../../../src/renderer/ui/label-choices.ts';

const CLASSES = [
  { name: 'dog', samples: 1200 },
  { name: 'wildcat', samples: 30 },
  { name: 'cats', samples: 9 },
  { name: 'cat', samples: 3 },
];
const offered = (typed: string) => labelChoices(typed, CLASSES).choices.map(({ label, isNew = false }) => [label, isNew]);

describe('labelChoices', () => {
  it('offers every class with its samples, and none, before anything is typed', () => {
    const { choices, problem } = labelChoices('', CLASSES);
    expect(choices.map(({ text, hint }) => [text, hint])).toEqual([
      ['dog', '1,200'],
      ['wildcat', '30'],
      ['cats', '9'],
      ['cat', '3'],
      ['No label', undefined],
    ]);
    expect([choices.at(-1)?.label, problem]).toEqual([null, null]);
  });

  it('has the class of that name first, then those that begin so, then those that contain it', () => {
    expect(offered('cat')).toEqual([
      ['cat', false],
      ['cats', false],
      ['wildcat', false],
    ]);
  });

  it('offers what is typed as a new class, without the spaces around it', () => {
    expect(offered(' sea lion ')).toEqual([['sea lion', true]]);
    expect(offered('Cat').at(-1)).toEqual(['Cat', true]);
    expect(offered('do')).toEqual([
      ['dog', false],
      ['do', true],
    ]);
  });

  it('finds “no label” by its name', () => {
    expect(offered('no l')).toEqual([
      ['no l', true],
      [null, false],
    ]);
  });

  it.each(['x'.repeat(201), 'a\tb'])('refuses %j and says what a class may be', (typed) => {
    const { choices, problem } = labelChoices(typed, CLASSES);
    expect(choices).toEqual([]);
    expect(problem).toMatch(/^\S.*\.$/);
  });

  it('lists no more than can be looked through', () => {
    const many = Array.from({ length: 5000 }, (_, k) => ({ name: `class ${k}`, samples: 1 }));
    expect(labelChoices('class', many).choices.length).toBeLessThan(300);
    expect(labelChoices('class 4321', many).choices[0]?.label).toBe('class 4321');
  });
});
