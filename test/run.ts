// Runs every test file in a process of its own and ends with the line `N passed, N failed`.
//
//   node dist/test/run.js [--backend NAME]... [words in file names]
//
// Files under test/level run once for each backend; all others run once, except that those named
// *.local.test.ts compare with DynamoDB Local and run only where that is among the backends.
import { spawn } from 'node:child_process'
import { globSync } from 'node:fs'
