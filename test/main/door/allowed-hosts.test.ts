import { expect, test } from 'vitest';
import { isHostAllowed, isOriginAllowed } from '../../../src/main/door/allowed-hosts.ts';

test.each(['127.0.0.1', '127.0.0.1:4711', 'localhost', 'LOCALHOST:80', '[::1]:4711'])('answers for %s', (host) => {
  expect(isHostAllowed(host, null)).toBe(true);
});

test.each([
  'evil.example',
  'evil.example:4711',
  '127.0.0.1.evil.example',
  'localhost.evil.example',
  '192.168.1.5',
  '',
  ':80',
  '[::1]x',
])('does not answer for "%s"', (host) => {
  expect(isHostAllowed(host, null)).toBe(false);
});

test('answers for what --host named, and for any address where that is a wildcard, never for other names', () => {
  expect(isHostAllowed('192.168.1.5:80', '192.168.1.5')).toBe(true);
  expect(isHostAllowed('gpu-box:80', 'GPU-Box')).toBe(true);
  expect(isHostAllowed('192.168.1.5:80', '0.0.0.0')).toBe(true);
  expect(isHostAllowed('evil.example:80', '0.0.0.0')).toBe(false);
});

test("only the server's own page and the desktop app may change things", () => {
  expect(isOriginAllowed('http://127.0.0.1:4711', '127.0.0.1:4711')).toBe(true);
  expect(isOriginAllowed('winnow://app', 'localhost')).toBe(true);
  expect(isOriginAllowed('http://127.0.0.1:8080', '127.0.0.1:4711')).toBe(false);
  expect(isOriginAllowed('null', '127.0.0.1:4711')).toBe(false);
});
