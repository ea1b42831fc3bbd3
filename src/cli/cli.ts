#!/usr/bin/env node
import process from 'node:process';
import { run } from './main.ts';

// whoever reads the output may stop before its end, as `head` does
process.stdout.on('error', () => process.exit());
process.exitCode = run(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
});
