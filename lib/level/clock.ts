/** Time and chance, in one place, so that tests can hold them still. */
export const clock = {
  now: (): number => Date.now(),

  random: (): number => Math.random(),

  /** A signal that aborts after `ms`, and keeps no process alive. */
  timeout: (ms: number): AbortSignal => AbortSignal.timeout(ms),

  /** Resolves after `ms`, or as soon as the signal aborts: whoever waits looks at the signal next. */
  sleep: (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise(resolve => {
      if (signal?.aborted) return resolve()
      const wake = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', wake)
        resolve()
      }
      const timer = setTimeout(wake, ms)
      signal?.addEventListener('abort', wake, { once: true })
    })
}
