import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Arrangement,
  AS_FIRST,
  arrange,
  arrangementSchema,
  openSections,
  withMoved,
  withOpen,
  withPinned,
  withShown,
} from '../../../src/renderer/sidebar/arrangement.ts';
import { foundSections } from '../../../src/renderer/sidebar/found-sections.ts';
import { type Section, sectionsOf } from '../../../src/renderer/sidebar/sections.ts';
import type { FacetField } from '../../../src/shared/facets.ts';

const text = (field: Extract<FacetField, { readonly kind: 'text' }>['field'], isNoise = false): FacetField => ({
  field,
  kind: 'text',
  isNoise,
});
const number = (field: Extract<FacetField, { readonly kind: 'number' }>['field']): FacetField => ({
  field,
  kind: 'number',
  isNoise: false,
});
const SECTIONS = sectionsOf([
  ...[text('label'), text('prediction'), text('split'), text('status'), text('tag'), text('issue')],
  ...[number('sizeBytes'), number('channels'), number('boxes'), number('score.blurry'), number('confidence')],
  ...[number('score.outlier'), number('prob.cat'), text('field.camera'), text('field.source', true), number('field.iso')],
]);
const names = (sections: readonly Section[]): readonly string[] => sections.map(({ name }) => name);
const groupsOf = (arrangement: Arrangement): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(arrange(SECTIONS, arrangement).groups.map(({ group, sections }) => [group, names(sections)]));

describe('arrange', () => {
  it('has every field in its group; probabilities are shown when they are asked for, noise is behind all else', () => {
    expect(groupsOf(AS_FIRST)).toEqual({
      labels: ['label', 'tag', 'split', 'is'],
      predictions: ['prediction', 'confidence'],
      boxes: ['boxes'],
      carried: ['field.camera', 'field.iso'],
      file: ['status', 'sizeBytes', 'path'],
      quality: ['issue', 'score.blurry'],
      embeddings: ['score.outlier'],
      other: ['channels', 'field.source'],
    });
    expect(groupsOf(withShown(AS_FIRST, 'prob.cat', true)).predictions).toEqual(['prediction', 'confidence', 'prob.cat']);
  });

  it('has pinned ones above all groups in the order of the user', () => {
    const pinned = withPinned(withPinned(withPinned(AS_FIRST, 'split', true), 'prob.cat', true), 'label', true);
    expect(names(arrange(SECTIONS, pinned).pinned)).toEqual(['split', 'prob.cat', 'label']);
    expect(groupsOf(pinned).labels).toEqual(['tag', 'is']);
    expect(withMoved(pinned, 'label', -1).pinned).toEqual(['split', 'label', 'prob.cat']);
    expect(withMoved(pinned, 'split', -1).pinned).toEqual(pinned.pinned);
    expect(withMoved(pinned, 'tag', 1)).toEqual(pinned);
  });

  it('leaves out what is hidden, groups without a field too', () => {
    const hidden = withShown(withShown(withPinned(AS_FIRST, 'boxes', true), 'boxes', false), 'score.outlier', false);
    expect(hidden.pinned).toEqual([]);
    expect(Object.keys(groupsOf(hidden))).not.toContain('boxes');
    expect(Object.keys(groupsOf(hidden))).not.toContain('embeddings');
  });

  it('counts only what can be seen', () => {
    const open = (arrangement: Arrangement) => names(openSections(arrange(SECTIONS, arrangement), arrangement));
    expect(open(AS_FIRST)).not.toContain('score.blurry');
    expect(open(AS_FIRST)).not.toContain('channels');
    expect(open(withOpen(AS_FIRST, 'channels', true))).not.toContain('channels');
    expect(open(withOpen(withOpen(AS_FIRST, 'channels', true), 'group:other', true))).toContain('channels');
    expect(open(withOpen(AS_FIRST, 'label', false))).not.toContain('label');
    expect(open(withOpen(AS_FIRST, 'group:labels', false))).not.toContain('label');
  });

  it('shows no section twice and loses none that is shown, whatever was done, and is read back as it was', () => {
    const name = fc.constantFrom(...names(SECTIONS));
    const step = fc.oneof(
      fc.tuple(fc.constantFrom(withPinned, withShown, withOpen), name, fc.boolean()),
      fc.tuple(fc.constant(withMoved), name, fc.integer({ min: -3, max: 3 })),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const arrangement = steps.reduce<Arrangement>(
          (before, [change, ...rest]) => (change as (...all: unknown[]) => Arrangement)(before, ...rest),
          AS_FIRST,
        );
        const { pinned, groups } = arrange(SECTIONS, arrangement);
        const all = [...names(pinned), ...groups.flatMap(({ sections }) => names(sections))];
        expect(new Set(all).size).toBe(all.length);
        const hidden = names(SECTIONS).filter((one) => !all.includes(one));
        for (const one of hidden) expect(arrangement.shown[one] ?? one !== 'prob.cat').toBe(false);
        expect(arrangementSchema.parse(JSON.parse(JSON.stringify(arrangement)))).toEqual(arrangement);
      }),
    );
  });
});

describe('foundSections', () => {
  it('finds by title and by name, and cuts long lists', () => {
    expect(names(foundSections(SECTIONS, 'SIZE file').found)).toEqual(['sizeBytes']);
    expect(names(foundSections(SECTIONS, 'field.').found)).toEqual(['field.camera', 'field.iso', 'field.source']);
    const classes = Array.from({ length: 500 }, (_, k) => number(`prob.class ${k}`));
    expect(foundSections(sectionsOf(classes), 'class 499').found.length).toBe(1);
    expect(foundSections(sectionsOf(classes), 'class').left).toBe(380);
  });
});
