import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Filter, NumberField, Query } from '../../src/shared/query.ts';
import { parseQuery } from '../../src/shared/query-language.ts';

function q(text: string): Query {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.query;
}

const filterOf = (text: string): Filter | null => q(text).filter;

function problemOf(text: string): { message: string; marked: string; start: number } {
  const parsed = parseQuery(text);
  if (parsed.ok) throw new Error(`"${text}" parsed as ${JSON.stringify(parsed.query)}`);
  return { message: parsed.message, marked: text.slice(parsed.start, parsed.end), start: parsed.start };
}

const label = (value: string): Filter => ({ kind: 'equals', field: 'label', value });
const compare = (field: 'sizeBytes' | 'width' | 'modified', comparison: '<' | '>=' | '=', value: number): Filter => ({
  kind: 'compare',
  field,
  comparison,
  value,
});

describe('parseQuery', () => {
  it('reads every kind of term', () => {
    expect(filterOf('')).toBeNull();
    expect(filterOf('  \n')).toBeNull();
    expect(filterOf('label:cat')).toEqual(label('cat'));
    expect(filterOf('label=cat')).toEqual(label('cat'));
    expect(filterOf('label:"sea lion"')).toEqual(label('sea lion'));
    expect(filterOf('label:"a \\"b\\" \\\\ \\n"')).toEqual(label('a "b" \\ \n'));
    expect(filterOf('path:2024/*')).toEqual({ kind: 'path', pattern: '2024/*' });
    expect(filterOf('IMG_01')).toEqual({ kind: 'contains', text: 'IMG_01' });
    expect(filterOf('"label:cat"')).toEqual({ kind: 'contains', text: 'label:cat' });
    expect(filterOf('is:untagged')).toEqual({ kind: 'is', claim: 'untagged' });
    expect(filterOf('width:640')).toEqual(compare('width', '=', 640));
    expect(filterOf('width >= 640')).toEqual(compare('width', '>=', 640));
    expect(filterOf('naïve-画像.jpg')).toEqual({ kind: 'contains', text: 'naïve-画像.jpg' });
  });

  it('compares labels, predictions and the consensus with each other, either way round', () => {
    const agrees = (field: 'label' | 'prediction', isSame: boolean): Filter => ({ kind: 'agrees', field, isSame });
    expect(filterOf('label!=prediction')).toEqual({ kind: 'is', claim: 'wrong' });
    expect(filterOf('prediction=label')).toEqual({ kind: 'is', claim: 'correct' });
    expect(filterOf('label!=consensus')).toEqual(agrees('label', false));
    expect(filterOf('consensus = label')).toEqual(agrees('label', true));
    expect(filterOf('prediction!=consensus')).toEqual(agrees('prediction', false));
    expect(filterOf('run:a consensus=prediction')).toEqual({
      kind: 'and',
      of: [
        { kind: 'run', run: 'a' },
        { ...agrees('prediction', true), run: 'a' },
      ],
    });
    expect(filterOf('label="consensus"')).toEqual(label('consensus'));
    expect(filterOf('label:prediction')).toEqual(label('prediction'));
  });

  it('reads ranges, both ends in them', () => {
    expect(q('width:640..1024')).toEqual(q('width>=640 width<=1024'));
    expect(q('sizeBytes=5kb..2MB')).toEqual(q('sizeBytes>=5000 sizeBytes<=2000000'));
    expect(q('modified:2024-05..2024-07')).toEqual(q('modified>=2024-05 modified<=2024-07'));
    expect(q('-score.blurry:.1...5')).toEqual(q('-(score.blurry>=0.1 score.blurry<=0.5)'));
    expect(q('width:640..')).toEqual(q('width>=640'));
    expect(q('width:..-1')).toEqual(q('width<=-1'));
    expect(problemOf('cat width:900..100')).toMatchObject({ marked: '900..100', message: /ends before it starts/ });
    expect(problemOf('width:1..x')).toMatchObject({ marked: '1..x', message: /no range of "width"/ });
    expect(problemOf('width:..')).toMatchObject({ marked: '..' });
    expect(problemOf('width>1..2')).toMatchObject({ marked: '1..2' });
  });

  it('reads scores, issues and groups, dots and dashes in their names', () => {
    const less = (field: NumberField, value: number): Filter => ({ kind: 'compare', field, comparison: '<', value });
    expect(filterOf('score.blurry<0.3')).toEqual(less('score.blurry', 0.3));
    expect(filterOf('score.low-information < .5')).toEqual(less('score.low-information', 0.5));
    expect(filterOf('score.odd-aspect-ratio:1')).toEqual({ ...less('score.odd-aspect-ratio', 1), comparison: '=' });
    expect(filterOf('group.near=12')).toEqual({ ...less('group.near', 12), comparison: '=' });
    expect(filterOf('orientation>1')).toEqual({ ...less('orientation', 1), comparison: '>' });
    expect(filterOf('issue:near-duplicate')).toEqual({ kind: 'equals', field: 'issue', value: 'near-duplicate' });
    expect(filterOf('-is:flagged')).toEqual({ kind: 'not', of: { kind: 'is', claim: 'flagged' } });
    const sorted = parseQuery('issue:blurry sort:-group.near');
    expect(sorted.ok && sorted.query.sort).toEqual({ field: 'group.near', descending: true });
  });

  it('binds AND tighter than OR, and negation tightest', () => {
    const [a, b, c] = [label('a'), label('b'), label('c')];
    expect(filterOf('label:a label:b OR label:c')).toEqual({ kind: 'or', of: [{ kind: 'and', of: [a, b] }, c] });
    expect(filterOf('label:a AND (label:b OR label:c)')).toEqual({ kind: 'and', of: [a, { kind: 'or', of: [b, c] }] });
    expect(filterOf('-label:a label:b')).toEqual({ kind: 'and', of: [{ kind: 'not', of: a }, b] });
    expect(filterOf('NOT (label:a label:b)')).toEqual({ kind: 'not', of: { kind: 'and', of: [a, b] } });
    expect(filterOf('--label:a')).toEqual({ kind: 'not', of: { kind: 'not', of: a } });
    expect(filterOf('((label:a))')).toEqual(a);
  });

  it('reads sizes with units', () => {
    expect(filterOf('sizeBytes<5000')).toEqual(compare('sizeBytes', '<', 5000));
    expect(filterOf('sizeBytes<5kb')).toEqual(compare('sizeBytes', '<', 5000));
    expect(filterOf('sizeBytes<1.5MiB')).toEqual(compare('sizeBytes', '<', 1_572_864));
    expect(filterOf('sizeBytes<2M')).toEqual(compare('sizeBytes', '<', 2_000_000));
  });

  it('reads days as spans of local time', () => {
    const may = new Date(2024, 4, 1).getTime();
    const next = new Date(2024, 4, 2).getTime();
    expect(filterOf('modified>=2024-05-01')).toEqual(compare('modified', '>=', may));
    expect(filterOf('modified>2024-05-01')).toEqual(compare('modified', '>=', next));
    expect(filterOf('modified=2024-05-01')).toEqual({
      kind: 'and',
      of: [compare('modified', '>=', may), compare('modified', '<', next)],
    });
    expect(filterOf('modified<2024')).toEqual(compare('modified', '<', new Date(2024, 0, 1).getTime()));
    expect(filterOf('modified<2024-05-01T00:00:00Z')).toEqual(compare('modified', '<', Date.UTC(2024, 4, 1)));
    const noon = Date.UTC(2024, 4, 1, 12);
    const taken = (comparison: '<' | '>=' | '=', value: number): Filter => ({
      kind: 'compare',
      field: 'capturedAt',
      comparison,
      value,
    });
    expect(filterOf('capturedAt<2024-05-01T12:00')).toEqual(taken('<', noon));
    expect(filterOf('capturedAt>=2024-05-01T14:00+02:00')).toEqual(taken('>=', noon));
    expect(filterOf('capturedAt>=2024-05-01')).toEqual(taken('>=', Date.UTC(2024, 4, 1)));
    expect(filterOf('capturedAt=2023-12')).toEqual({
      kind: 'and',
      of: [taken('>=', Date.UTC(2023, 11, 1)), taken('<', Date.UTC(2024, 0, 1))],
    });
    expect(problemOf('modified>2024-13-01').marked).toBe('2024-13-01');
    expect(problemOf('modified>2024-02-30').message).toContain('expected a date');
  });

  it('reads != as false where the value is missing', () => {
    expect(filterOf('label!=cat')).toEqual({
      kind: 'and',
      of: [
        { kind: 'not', of: label('cat') },
        { kind: 'is', claim: 'labeled' },
      ],
    });
  });

  it('reads the order wherever it stands outside of parentheses', () => {
    const parsed = parseQuery('sort:-sizeBytes label:a OR label:b');
    expect(parsed.ok && parsed.query.sort).toEqual({ field: 'sizeBytes', descending: true });
    expect(parsed.ok && parsed.query.filter?.kind).toBe('or');
    expect(problemOf('(label:a sort:width)').marked).toBe('sort:width');
    expect(problemOf('-sort:width').marked).toBe('sort:width');
    expect(problemOf('sort:width sort:height').marked).toBe('sort:height');
    expect(problemOf('sort:tag').message).toContain('"tag" is no field to sort by');
  });

  it('reads areas of the map', () => {
    const polygon = [0, 0, 4.5, -1, 0.02, 3];
    expect(filterOf(String.raw`match:"a\\|b|c"`)).toEqual({ kind: 'match', label: 'a|b', prediction: 'c' });
    expect(filterOf('match:cat|')).toEqual({ kind: 'match', label: 'cat', prediction: null });
    expect(filterOf('lasso:"0,0 4.5,-1 2e-2,+3."')).toEqual({ kind: 'lasso', polygon });
    expect(filterOf('-lasso:"  0,0\t4.5,-1 .02,3 "')).toEqual({ kind: 'not', of: { kind: 'lasso', polygon } });
    expect(filterOf('lasso:"-0,-0 1,0 0,1"')).toEqual({ kind: 'lasso', polygon: [0, 0, 1, 0, 0, 1] });
    expect(filterOf('map.x>=2 map.y<-1')).toMatchObject({ of: [{ field: 'map.x' }, { field: 'map.y', value: -1 }] });
  });

  it('reads orders by similarity, most similar first with "-"', () => {
    const sortOf = (text: string): unknown => {
      const parsed = parseQuery(text);
      return parsed.ok ? parsed.query.sort : parsed.message;
    };
    const similar = { field: 'similar', descending: true, to: [12], away: [] };
    expect(sortOf('sort:-similar:12')).toEqual(similar);
    expect(sortOf('sort:similar:12 label:cat')).toEqual({ ...similar, descending: false });
    expect(sortOf('sort:"-similar:12"')).toEqual(similar);
    expect(sortOf('sort:-similar:12,@1,!7,!@drop_2')).toEqual({ ...similar, to: [12, '@1'], away: [7, '@drop_2'] });
    expect(sortOf('sort:-similar:!7')).toEqual({ ...similar, to: [], away: [7] });
  });

  it.each([
    ['lable:cat', 'lable', 'Did you mean "label"?'],
    ['size>5', 'size', 'Did you mean "sizeBytes"?'],
    ['label:a nonsense:b', 'nonsense', 'There is no field "nonsense"'],
    ['prob.<0.2', 'prob.', 'no field'],
    ['prob.person<low', 'low', 'a number'],
    ['"prob.sea lion"<low', 'low', 'a number'],
    ['probability<1', 'probability', '"prob."'],
    ['a predicted:cat', 'predicted', '"prediction"'],
    ['score.selfconfidence<1', 'score.selfconfidence', '"score.self-confidence"'],
    ['entropy>0.5', 'entropy', '"score.entropy"'],
    ['run:a is:correct run:b', 'run:b', '"a" already'],
    ['(run:a OR x) (run:a (y) run:b)', 'run:b', 'in parentheses'],
    ['run=a', 'run=', 'run:…'],
    ['is:corect', 'corect', '"correct"'],
    ['issue:blury', 'blury', 'Did you mean "blurry"?'],
    ['issue:nonsense', 'nonsense', 'Expected one of corrupt, unsupported'],
    ['-issue:blury', 'blury', 'is no issue'],
    ['score.blury<0.3', 'score.blury', 'Did you mean "score.blurry"?'],
    ['blurry<0.3', 'blurry', 'Did you mean "score.blurry"?'],
    ['score.<0.3', 'score.', 'There is no score ""'],
    ['score<0.3', 'score', 'Did you mean "score.'],
    ['score.low-informations>1', 'score.low-informations', 'Did you mean "score.low-information"?'],
    ['score.nonsense>1', 'score.nonsense', 'Expected one of dark, light'],
    ['score.blurry<low', 'low', 'expected a number'],
    ['issue<blurry', 'issue<blurry', 'has no order'],
    ['group.nead=12', 'group.nead', 'Did you mean "group.near"?'],
    ['sort:score.blury', 'score.blury', 'Did you mean "score.blurry"?'],
    ['lasso:1,2', '1,2', 'A lasso has 3 to 1000 corners, found 1;'],
    ['a lasso:"0,0 1;0 1,1"', '1;0', '"1;0" is no corner'],
    ['lasso:"0,0 1,0,1 1,1"', '1,0,1', 'is no corner'],
    ['lasso:"0,0 1e999,0 1,1"', '1e999,0', 'is no corner'],
    ['lasso:"0,0 , 1,1"', ',', 'is no corner'],
    ['lasso="0,0 1,0 1,1"', 'lasso=', 'cannot be compared'],
    [`lasso:"${'0,0 '.repeat(1001)}"`, `"${'0,0 '.repeat(1001)}"`, 'found 1001'],
    ['map.z>1', 'map.z', 'Did you mean "map.x"?'],
    ['uniqueness>0.5', 'uniqueness', 'Did you mean "score.uniqueness"?'],
    ['score.class-distanse>1', 'score.class-distanse', 'Did you mean "score.class-distance"?'],
    ['similar:12', 'similar', 'Did you mean "sort:-similar"?'],
    ['sort:-similar', '-similar', 'A sample is missing'],
    ['sort:-similar:', '-similar:', 'A sample is missing'],
    ['sort:-similar:12,,3', '-similar:12,', 'A sample is missing'],
    ['sort:-similar:12,cat', 'cat', '"cat" is no sample'],
    ['sort:"-similar:12,!x"', '!x', '"!x" is no sample'],
    ['sort:-similar:0', '0', 'is no sample'],
    ['sort:-similar:4294967296', '4294967296', 'is no sample'],
    ['sort:-similar:@', '@', 'is no sample'],
    ['field.iso>high', 'high', 'is no number'],
    ['is:taged', 'taged', 'Did you mean "tagged"?'],
    ['status:corupt', 'corupt', 'Did you mean "corrupt"?'],
    ['width>big', 'big', 'expected a number'],
    ['label<cat', 'label<cat', 'has no order'],
    ['path=x', 'path=', 'cannot be compared'],
    ['label:', 'label:', 'Expected a value'],
    ['label: cat', 'label:', 'Expected a value'],
    ['label:"cat', '"cat', 'never closed'],
    ['label:"cat"s', '"s', 'space after the closing quote'],
    ['label:sea"lion"', 'sea"', 'whole value in quotes'],
    ['"a\\d"', '\\d', 'for a backslash'],
    ['640<width', '640<width', 'starts with its field'],
    ['>5', '>5', 'starts with its field'],
    ['(label:a', '(', 'never closed'],
    ['label:a)', ')', 'closes nothing'],
    ['()', ')', 'Expected something'],
    ['label:a OR', '', 'found the end'],
    ['OR label:a', 'OR', 'Expected something'],
    ['label:a - label:b', '-', 'right after "-"'],
    ['AND label:a', 'label:a', 'both sides of AND'],
  ])('says what is wrong with %j and where', (text, marked, message) => {
    const problem = problemOf(text);
    expect(problem.message).toContain(message);
    expect(problem.marked).toBe(marked);
  });

  it('reads what runs say', () => {
    expect(filterOf('prediction:"sea lion"')).toEqual({ kind: 'equals', field: 'prediction', value: 'sea lion' });
    expect(filterOf('prob.sea-lion<0.2')).toEqual({ kind: 'compare', field: 'prob.sea-lion', comparison: '<', value: 0.2 });
    const quoted = { kind: 'compare', field: 'prob.sea "lion"', comparison: '<', value: 0.2 };
    expect(filterOf('"prob.sea \\"lion\\""<0.2')).toEqual(quoted);
    expect(filterOf('"prob.sea \\"lion\\"" < 0.2')).toEqual(quoted);
    expect(filterOf('"prob.sea lion"')).toEqual({ kind: 'contains', text: 'prob.sea lion' });
    expect(filterOf('score.margin<0.1')).toEqual({ kind: 'compare', field: 'score.margin', comparison: '<', value: 0.1 });
    expect(filterOf('label=prediction')).toEqual({ kind: 'is', claim: 'correct' });
    expect(filterOf('label!=prediction')).toEqual({ kind: 'is', claim: 'wrong' });
    expect(filterOf('label:prediction')).toEqual({ kind: 'equals', field: 'label', value: 'prediction' });
    expect(filterOf('label="prediction"')).toEqual({ kind: 'equals', field: 'label', value: 'prediction' });
  });

  it('has the terms beside a run, and below, speak of it, but not those of another parenthesis', () => {
    const same = (text: string, other: string): void => expect(parseQuery(text)).toEqual(parseQuery(other));
    const correct = (run: string): Filter => ({ kind: 'is', claim: 'correct', run });
    expect(q('label:cat run:a (is:correct OR -prob.x<1)').filter).toEqual({
      kind: 'and',
      of: [
        { kind: 'equals', field: 'label', value: 'cat' },
        { kind: 'run', run: 'a' },
        {
          kind: 'or',
          of: [correct('a'), { kind: 'not', of: { kind: 'compare', field: 'prob.x', comparison: '<', value: 1, run: 'a' } }],
        },
      ],
    });
    expect(q('(run:a is:correct) (run:b is:correct) is:correct').filter).toEqual({
      kind: 'and',
      of: [{ kind: 'is', claim: 'correct' }, { kind: 'run', run: 'a' }, correct('a'), { kind: 'run', run: 'b' }, correct('b')],
    });
    same('is:correct run:a', 'is:correct run:a run:a');
    same('run:a is:predicted', 'run:a');
    same('run:a (run:b is:correct)', '(run:a) (run:b is:correct)');
    same('run:a is:unpredicted', 'run:a -run:a');
  });

  it('sorts by the run that is named outside of parentheses', () => {
    const byConfidence = { field: 'confidence', descending: false } as const;
    expect(q('run:a sort:confidence').sort).toEqual({ ...byConfidence, run: 'a' });
    expect(q('sort:confidence width>5 run:a').sort).toEqual({ ...byConfidence, run: 'a' });
    expect(q('(run:a is:correct) sort:confidence').sort).toEqual(byConfidence);
    expect(q('run:a OR width>5 sort:confidence').sort).toEqual(byConfidence);
    expect(q('run:a sort:width').sort).toEqual({ field: 'width', descending: false });
    expect(q('sort:-prob.cat').sort).toEqual({ field: 'prob.cat', descending: true });
    expect(q('sort:"-prob.sea lion"').sort).toEqual({ field: 'prob.sea lion', descending: true });
  });

  it('refuses nesting without end instead of overflowing the stack', () => {
    expect(problemOf('('.repeat(100_000)).message).toContain('levels of nesting');
    expect(problemOf(`${'-'.repeat(100_000)}a`).message).toContain('levels of nesting');
  });

  it('answers every text with a query or a position inside it', () => {
    const soup = fc.array(
      fc.constantFrom(
        'label',
        ':',
        '"',
        '\\',
        '(',
        ')',
        '-',
        ' OR ',
        ' AND ',
        '<',
        '=',
        '640',
        'cat',
        ' ',
        'sort',
        'is',
        'tagged',
      ),
      { maxLength: 14 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          soup.map((parts) => parts.join('')),
        ),
        (text) => {
          const parsed = parseQuery(text);
          if (parsed.ok) return;
          expect(parsed.start).toBeGreaterThanOrEqual(0);
          expect(parsed.end).toBeGreaterThanOrEqual(parsed.start);
          expect(parsed.end).toBeLessThanOrEqual(text.length);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
