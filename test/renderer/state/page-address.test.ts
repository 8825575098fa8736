import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addressSearch, NOWHERE, type PageAddress, readAddress } from '../../../src/renderer/state/page-address.ts';
import { GROUP_BYS } from '../../../src/shared/group-by.ts';
import { ISSUE_KINDS } from '../../../src/shared/issue.ts';

const arbitraryAddress: fc.Arbitrary<PageAddress> = fc
  .record({
    dataset: fc.string({ minLength: 1 }),
    view: fc.option(fc.constantFrom('grid', 'map', 'groups', 'confusion', 'review')),
    query: fc.string(),
    issue: fc.option(fc.constantFrom(...ISSUE_KINDS)),
    groupBy: fc.option(fc.constantFrom(...GROUP_BYS)),
    rowLayout: fc.constantFrom('uniform', 'justified'),
    sample: fc.option(fc.integer({ min: 1, max: 2 ** 32 - 1 })),
    isLarge: fc.boolean(),
  })
  .map((address) => ({ ...address, isLarge: address.isLarge && address.sample !== null }));

it('is read back as it was written, whatever is asked for', () => {
  fc.assert(
    fc.property(arbitraryAddress, (address) => {
      expect(readAddress(addressSearch(address))).toEqual(address);
    }),
  );
});

it('keeps what is not its own, and leaves out what it does not understand', () => {
  expect(addressSearch({ ...NOWHERE, dataset: 'a', query: 'label:cat' }, '?q=old&debug=1&sample=3')).toBe(
    '?debug=1&dataset=a&q=label%3Acat',
  );
  expect(addressSearch(NOWHERE, '?dataset=a&q=cat')).toBe('');
  expect(readAddress('?q=cat')).toEqual(NOWHERE);
  expect(readAddress('?dataset=a&view=loupe&issue=odd&sample=-1&large=x&group=colour&rows=round')).toEqual({
    ...NOWHERE,
    dataset: 'a',
  });
});
