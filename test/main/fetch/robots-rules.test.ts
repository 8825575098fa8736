import { describe, expect, test } from 'vitest';
import { readRobots } from '../../../src/main/fetch/robots-rules.ts';

const ORIGIN = 'https://pictures.example';
const isAllowedTo = (token: string, robots: string, path: string): boolean =>
  readRobots(ORIGIN, robots, token).isAllowed(new URL(path, ORIGIN));
const isAllowed = (robots: string, path: string): boolean => isAllowedTo('winnow', robots, path);

/** The examples of sections 5.1, 5.2 and the table of section 2.2.2. */
describe('RFC 9309', () => {
  const SIMPLE = `User-Agent: *
Disallow: *.gif$
Disallow: /example/
Allow: /publications/

User-Agent: foobot
Disallow:/
Allow:/example/page.html
Allow:/example/allowed.gif

User-Agent: barbot
User-Agent: bazbot
Disallow: /example/page.html

User-Agent: quxbot`;

  test.each([
    ['winnow', '/picture.gif', false],
    ['winnow', '/picture.gif?size=1', true],
    ['winnow', '/example/page.html', false],
    ['winnow', '/publications/', true],
    ['foobot', '/example/page.html', true],
    ['foobot', '/example/allowed.gif', true],
    ['foobot', '/', false],
    ['FooBot', '/example/', false],
    ['barbot', '/example/page.html', false],
    ['bazbot', '/example/page.html', false],
    ['barbot', '/example/', true],
    ['quxbot', '/example/page.html', true],
  ])('%s at %s: %s', (token, path, expected) => expect(isAllowedTo(token, SIMPLE, path)).toBe(expected));

  test('the longest match wins', () => {
    const robots = 'User-Agent: foobot\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif';
    expect(isAllowedTo('foobot', robots, '/example/page/disallowed.gif')).toBe(false);
    expect(isAllowedTo('foobot', robots, '/example/page/')).toBe(true);
  });

  test.each([
    ['/foo/bar?baz=quz', '/foo/bar?baz=quz'],
    ['/foo/bar?baz=https://foo.bar', '/foo/bar?baz=https://foo.bar'],
    ['/foo/bar/ツ', '/foo/bar/%E3%83%84'],
    ['/foo/bar/%E3%83%84', '/foo/bar/%e3%83%84'],
    ['/foo/bar/%62%61%7A', '/foo/bar/baz'],
    ['/~joe', '/%7Ejoe'],
    ['/a-b_c.d', '/%61%2Db%5Fc%2Ed'],
  ])('%s speaks of %s', (rule, path) => expect(isAllowed(`User-agent: *\nDisallow: ${rule}`, path)).toBe(false));

  test('robots.txt itself is always allowed', () => {
    expect(isAllowed('User-agent: *\nDisallow: /', '/robots.txt')).toBe(true);
  });
});

describe('a robots.txt', () => {
  test.each(['', '<html>not found</html>', '\0\xff', 'Disallow: /', 'User-agent: *\nDisallow:'])('%j allows all', (text) => {
    expect(isAllowed(text, '/a.jpg')).toBe(true);
  });

  test('with a byte order mark, other line ends and other cases', () => {
    expect(isAllowed('\ufeffUSER-AGENT: Winnow\r\nDISALLOW: /a\rdisallow: /b', '/b.jpg')).toBe(false);
  });

  test('groups of one crawler are one; its name may have a version', () => {
    const robots = 'User-agent: winnow\nDisallow: /a\n\nUser-agent: *\nDisallow: /\n\nUser-agent: winnow/2.0\nDisallow: /b';
    expect(['/a', '/b', '/c'].map((path) => isAllowed(robots, path))).toEqual([false, false, true]);
  });

  test('asks for a pause', () => {
    expect(readRobots(ORIGIN, 'User-agent: *\nCrawl-delay: 2.5', 'winnow').crawlDelayMs).toBe(2500);
    expect(readRobots(ORIGIN, 'User-agent: *\nCrawl-delay: soon', 'winnow').crawlDelayMs).toBeNull();
    expect(readRobots(ORIGIN, 'User-agent: other\nCrawl-delay: 9', 'winnow').crawlDelayMs).toBeNull();
  });
});
