// Runs a script with Node 24: in this process where it is one, else in a child that this process stands for.
import { spawn } from 'node:child_process';
import module from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findNode24 } from './node24.js';

const FORWARDED_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * @param {string} script absolute path
 * @param {readonly string[]} args its arguments
 * Ends this process as the script ends: with its exit status, or by its signal.
 */
export function runWithNode24(script, args) {
  const node = nodeOrExit();
  // Inherited by the engine and its compute process: TypeScript is stripped once, not at every start.
  process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'node-compile-cache');
  if (node === process.execPath) {
    process.argv = [process.execPath, script, ...args];
    module.enableCompileCache();
    // As `node SCRIPT` would: import.meta.main is true in it.
    module.runMain(script);
    return;
  }
  standFor(spawn(node, [script, ...args], { stdio: 'inherit' }), node);
}

function nodeOrExit() {
  try {
    return findNode24();
  } catch (error) {
    exitWith(error.message);
  }
}

/** Passes signals on to the child, and ends as it ends. */
function standFor(child, node) {
  for (const signal of FORWARDED_SIGNALS) {
    process.on(signal, () => {
      // A terminal's Ctrl-C reaches the child by itself; a second one would mean "stop at once".
      if (signal !== 'SIGINT' || !hasTerminal()) child.kill(signal);
    });
  }
  child.on('error', (error) => {
    exitWith(`${node} could not be started (${error.message}). Install Node 24 from your package manager or https://nodejs.org.`);
  });
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code);
    for (const forwarded of FORWARDED_SIGNALS) process.removeAllListeners(forwarded);
    process.kill(process.pid, signal);
  });
}

function hasTerminal() {
  return process.stdin.isTTY === true || process.stdout.isTTY === true || process.stderr.isTTY === true;
}

function exitWith(message) {
  process.stderr.write(`winnow: ${message}\n`);
  process.exit(1);
}
