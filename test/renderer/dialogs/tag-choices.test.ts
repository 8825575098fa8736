import { describe, expect, it } from 'vitest';
import { tagChoices } from '../../../src/renderer/dialogs/tag-choices.ts';

const TAGS = ['keep', 'look again', 'remove'];

describe('tagChoices', () => {
  it('offers every tag before anything is typed', () => {
    expect(tagChoices('', TAGS)).toEqual({ known: TAGS, fresh: null, problem: null });
  });

  it('has tags that begin so before tags that contain it, and offers what is typed as a new one', () => {
    expect(tagChoices('e', ['remove', 'keep', 'extra'])).toMatchObject({ known: ['extra', 'remove', 'keep'], fresh: 'e' });
  });

  it('does not offer a tag as new that is there, but one that differs in case', () => {
    expect(tagChoices('keep', TAGS).fresh).toBeNull();
    expect(tagChoices(' keep ', TAGS).fresh).toBeNull();
    expect(tagChoices('Keep', TAGS)).toMatchObject({ known: ['keep'], fresh: 'Keep' });
  });

  it.each(['-no', 'x'.repeat(65), 'a\tb'])('refuses %j and says what a tag may be', (typed) => {
    const { fresh, problem } = tagChoices(typed, TAGS);
    expect(fresh).toBeNull();
    expect(problem).not.toBeNull();
  });
});
