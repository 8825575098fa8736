import { KEEP_RULES, type KeepRule } from '../../shared/keep-best.ts';

/** The rules in words. */
export const RULE_WORDS: Readonly<Record<KeepRule, string>> = {
  resolution: 'Larger resolution',
  'file-size': 'Larger file',
  'has-label': 'Has a class',
  oldest: 'Older file',
  path: 'Path A to Z',
};

const RULE_PHRASES: Readonly<Record<KeepRule, string>> = {
  resolution: 'the larger resolution',
  'file-size': 'the larger file',
  'has-label': 'the one with a class',
  oldest: 'the older file',
  path: 'the first by path',
};

/** Every rule: those that count, in their order, and then the others. */
export function allRules(rules: readonly KeepRule[]): readonly KeepRule[] {
  return [...rules, ...KEEP_RULES.filter((rule) => !rules.includes(rule))];
}

/** A rule at another place among those that count; one that did not count does from then on. */
export function withRuleAt(rules: readonly KeepRule[], rule: KeepRule, place: number): readonly KeepRule[] {
  const others = rules.filter((other) => other !== rule);
  return others.toSpliced(Math.max(0, Math.min(others.length, place)), 0, rule);
}

/** A rule that counts counts no more, one that did not counts last. */
export function withRuleToggled(rules: readonly KeepRule[], rule: KeepRule): readonly KeepRule[] {
  return rules.includes(rule) ? rules.filter((other) => other !== rule) : [...rules, rule];
}

/** `the larger resolution, then the larger file`; in the end the order in which samples were found decides. */
export function rulesSentence(rules: readonly KeepRule[]): string {
  if (rules.length === 0) return 'the one found first';
  return rules.map((rule) => RULE_PHRASES[rule]).join(', then ');
}
