import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

const CACHE = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'dynamo-level')

/**
 * Loads a package that is installed in a cache of its own at first use: what only benchmarks compare with, such as the
 * 100 MB of SDK v2, is no dependency of whoever works on the code.
 */
export async function fetched<T>(name: string, version: string): Promise<T> {
  const folder = join(CACHE, `${name}@${version}`)
  if (!existsSync(folder)) await install(`${name}@${version}`, folder)
  return createRequire(join(folder, 'package.json'))(name) as T
}

async function install(specifier: string, folder: string): Promise<void> {
  await mkdir(CACHE, { recursive: true })
  const scratch = await mkdtemp(join(CACHE, 'fetch-'))
  try {
    await writeFile(join(scratch, 'package.json'), '{ "private": true }')
    const flags = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund']
    await run('npm', ['install', ...flags, '--prefix', scratch, specifier], { cwd: scratch })
    // Another run may have been quicker: its folder is as good as ours.
    await rename(scratch, folder).catch(error => {
      if (!existsSync(folder)) throw error
    })
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}
