import { expect, test } from 'vitest';
import { createClassFinder, createRunClasses } from '../../../src/main/predictions/match-classes.ts';

test('a name is found as it is, else by what is left without case and spacing', () => {
  const find = createClassFinder(['sea lion', 'Cat', 'cat', 'Dog']);
  expect(['sea lion', 'Sea_Lion', ' SEA-LION ', 'cat', 'Cat', 'DOG', 'bird'].map(find)).toEqual([
    ...['sea lion', 'sea lion', 'sea lion', 'cat', 'Cat', 'Dog'],
    null,
  ]);
  // Two classes that differ in case alone: neither is meant.
  expect(find('CAT')).toBeNull();
});

test('unknown ones become classes of the run', () => {
  const classes = createRunClasses({ dataset: ['cat', 'dog'], given: null }, []);
  expect(['dog', 'Zebra ', 'DOG', 'Zebra', '0'].map(classes.placeOf)).toEqual([0, 1, 0, 1, 2]);
  expect(classes.names).toEqual(['dog', 'Zebra', '0']);
});

test('whole numbers are places in a list that is given', () => {
  const classes = createRunClasses({ dataset: ['cat', 'dog'], given: ['dog', 'cat', 'cow'] }, []);
  expect(['1', '2.0', '0', '7'].map((name) => classes.names[classes.placeOf(name)])).toEqual(['cat', 'cow', 'dog', '7']);
});

test('a class that is called a number is itself', () => {
  const classes = createRunClasses({ dataset: ['0', '1'], given: ['1', '0'] }, []);
  expect(['0', '1'].map((name) => classes.names[classes.placeOf(name)])).toEqual(['0', '1']);
});

test('a class that is called a number is found where a table wrote it as a fraction', () => {
  const classes = createRunClasses({ dataset: ['1', '2', '3'], given: null }, []);
  expect(['3.0', '2.00', '3', '4.0', '2.5'].map((name) => classes.names[classes.placeOf(name)])).toEqual([
    ...['3', '2', '3', '4.0', '2.5'],
  ]);
});
