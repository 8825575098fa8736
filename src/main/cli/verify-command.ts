import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Verification } from '../../shared/export.ts';
import { verifyExport } from '../exporters/verify.ts';
import type { CliContext } from './cli-context.ts';

/** `winnow verify` */
export function addVerifyCommand(program: Command, context: CliContext): void {
  program
    .command('verify')
    .description('read every file of an export again and compare it with its manifest; exits with 1 where they differ')
    .argument('<out>', 'the folder of the export')
    .option('--json', 'print {ok, checked, problemCount, problems}')
    .action(async (out: string, options: { readonly json?: boolean }) => {
      const found = await verifyExport(resolve(out), { signal: context.signal, report: () => {} });
      await context.out.write(options.json ? `${JSON.stringify(found)}\n` : describeVerification(found));
      if (!found.ok) context.setStatus(1);
    });
}

/** One line a problem, then the sum. */
function describeVerification({ ok, checked, problemCount, problems }: Verification): string {
  const lines = problems.map((problem) => `${problem.path} ${problem.message}\n`);
  const more = problemCount - problems.length;
  if (more > 0) lines.push(`and ${more} more\n`);
  return `${lines.join('')}${ok ? 'OK' : 'NOT OK'}: ${checked} files read, ${problemCount} problems\n`;
}
