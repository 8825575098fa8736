import parserModule from 'robots-parser';

/** Its types tell of an ES module; what Node imports is the function that CommonJS exports. */
const robotsParser = parserModule as unknown as typeof parserModule.default;

/** What a host's robots.txt says to one crawler. */
export interface RobotsRules {
  isAllowed(url: URL): boolean;
  /** Null: it asks for none. */
  readonly crawlDelayMs: number | null;
}

/** RFC 9309, 2.2.2: of a percent-encoded character that needs no encoding, the character is meant. */
const NEEDLESS = /%(?:2[de]|3\d|4[1-9a-f]|5[0-9af]|6[1-9a-f]|7[0-9ae])/gi;

/**
 * Reads a robots.txt as RFC 9309 has it: the group that names the crawler, else that of `*`; of the rules that fit, the
 * longest; allowed where none does.
 * @param origin scheme and host it is of
 */
export function readRobots(origin: string, text: string, productToken: string): RobotsRules {
  // The parser knows no group without rules; a last one that has none allows all.
  const robots = robotsParser(`${origin}/robots.txt`, `${decodeNeedless(text)}\nDisallow:`);
  const seconds = robots.getCrawlDelay(productToken);
  return {
    isAllowed: (url) => url.pathname === '/robots.txt' || robots.isAllowed(decodeNeedless(url.href), productToken) !== false,
    crawlDelayMs: seconds !== undefined && seconds > 0 ? seconds * 1000 : null,
  };
}

function decodeNeedless(text: string): string {
  return text.replaceAll(NEEDLESS, (encoded) => String.fromCharCode(Number.parseInt(encoded.slice(1), 16)));
}
