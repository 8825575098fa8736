import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeText, html } from '../../../../src/main/report/html/markup.ts';
import { REPORT_POLICY, reportPage } from '../../../../src/main/report/html/page.ts';
import { madeUpReport } from '../made-up-report.ts';

const JPEG = new Map([[1, new Uint8Array([255, 216, 255, 217])]]);
/** The page with its own script and style left out. */
const markupOf = (page: string): string => page.replaceAll(/<(script|style)>.*?<\/\1>/gs, '');

test('text is escaped, markup is not, lists are joined, null is nothing', () => {
  expect(html`<p title="${'"<&>\''}">${['a', html`<b>${'<'}</b>`, null, 3]}</p>`.text).toBe(
    '<p title="&quot;&lt;&amp;&gt;&#39;">a<b>&lt;</b>3</p>',
  );
});

test('control characters, half characters and marks that turn the direction of writing become visible', () => {
  expect(escapeText('a\u0000b\u001b[31m\u202egpj.exe\u2066\ud800 \n\ttab')).toBe(
    'a\ufffdb\ufffd[31m\ufffdgpj.exe\ufffd\ufffd \n\ttab',
  );
});

test.each([
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</style><script>alert(1)</script>',
  '</script><script>alert(1)</script>',
  '<!--',
  ']]>',
  '&lt;b&gt;',
])('no name gets out of its place: %s', (name) => {
  const plain = markupOf(reportPage(madeUpReport('NAME'), JPEG, null));
  const page = markupOf(reportPage(madeUpReport(name), JPEG, null));
  const tags = (text: string): string[] => text.match(/<\/?[a-z][^\s>]*/gi) ?? [];
  expect(tags(page)).toEqual(tags(plain));
  if (escapeText(name) !== name) expect(page).not.toContain(name);
});

test('whatever the names are, the page has the same elements and attributes', () => {
  const shape = (text: string): string =>
    markupOf(text)
      .match(/<[^>]*>/g)
      ?.join('')
      .replaceAll(/"[^"]*"/g, '""') ?? '';
  const wanted = shape(reportPage(madeUpReport('NAME'), JPEG, 'dark'));
  const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }).filter((text) => !text.includes('/'));
  fc.assert(
    fc.property(name, (text) => shape(reportPage(madeUpReport(`N${text}`), JPEG, 'dark')) === wanted),
    { numRuns: 50 },
  );
});

test('the policy allows the style and the script of the page, and nothing else', () => {
  const page = reportPage(madeUpReport('NAME'), JPEG, null);
  const [style, script] = ['style', 'script'].map((tag) => new RegExp(`<${tag}>(.*?)</${tag}>`, 's').exec(page)?.[1] ?? '');
  const hash = (text = ''): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  expect(REPORT_POLICY).toBe(
    `default-src 'none'; img-src data:; style-src ${hash(style)}; script-src ${hash(script)}; base-uri 'none'; form-action 'none'`,
  );
  expect(page).toContain(`content="${escapeText(REPORT_POLICY)}"`);
  expect(markupOf(page)).not.toMatch(/ style=| on[a-z]+=|https?:|url\(|@import|<link|<iframe|<form/);
});

test('pictures are in the page; a sample without one says so', () => {
  const withPicture = reportPage(madeUpReport('NAME'), JPEG, null);
  expect(withPicture).toContain('src="data:image/jpeg;base64,/9j/2Q=="');
  const without = reportPage(madeUpReport('NAME'), new Map(), null);
  expect(without).not.toContain('data:image');
  expect(without).toContain('NAME/NAME, no picture');
});

test('a theme is the page’s, none is the reader’s', () => {
  expect(reportPage(madeUpReport('NAME'), JPEG, 'dark')).toContain('<html lang="en" data-theme="dark">');
  expect(reportPage(madeUpReport('NAME'), JPEG, null)).toContain('<html lang="en">');
});

test('figures to paste have three decimals', () => {
  expect(reportPage(madeUpReport('train'), JPEG, null)).toContain('transforms.Normalize(mean=[0.500, 0.400, 0.300],');
});
