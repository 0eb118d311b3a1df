import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'

/** What a child is given to import first. */
export const END_WITH_PARENT = new URL('end-with-parent.js', import.meta.url).href

/** Starts a program of this folder that ends when this process ends, and gives what it says first. */
export async function startChild<T>(
  file: string,
  parameters: readonly string[] = []
): Promise<{ child: ChildProcess; message: T; stop: () => Promise<void> }> {
  const child = fork(new URL(file, import.meta.url), parameters, {
    execArgv: ['--import', END_WITH_PARENT]
  })
  const exited = once(child, 'exit')
  const [message] = await Promise.race([
    once(child, 'message'),
    exited.then(([code]) => {
      throw new Error(`${file} ended with exit code ${code}`)
    })
  ])
  const stop = async () => {
    if (child.connected) child.disconnect()
    await exited
  }
  return { child, message: message as T, stop }
}
