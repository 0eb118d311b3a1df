import test from 'tape'
import { Lookout } from '../../lib/embedded/lookout.js'

/** An event loop that turns when it is told to, and its clock, in milliseconds. */
class Loop {
  time = 0
  turns = 0
  #next: (() => void) | undefined
  readonly lookout = new Lookout(
    () => this.time,
    callback => {
      if (this.#next !== undefined) throw new Error('Twice in one turn')
      this.#next = callback
    }
  )

  answerAt(time: number): void {
    this.time = time
    this.lookout.answered()
  }

  /** Turns until nothing is left to do, each turn in so many milliseconds. */
  run(milliseconds: number): void {
    for (let next = this.#next; next !== undefined; next = this.#next) {
      this.#next = undefined
      this.time += milliseconds
      this.turns++
      next()
    }
  }

  get sleeps(): boolean {
    return this.#next === undefined
  }
}

test('an answer alone lets the server sleep', t => {
  const loop = new Loop()
  loop.answerAt(1000)
  t.ok(loop.sleeps)
  loop.answerAt(1001)
  t.ok(loop.sleeps, 'and so does one that comes much later')
  t.end()
})

test('after two answers in quick succession the server looks out for a while', t => {
  const loop = new Loop()
  loop.answerAt(1000)
  loop.answerAt(1000.0625)
  t.notOk(loop.sleeps)
  loop.run(0.015625)
  t.equal(loop.turns, 13, 'for a fifth of a millisecond')
  t.ok(loop.sleeps)
  t.end()
})

test('further answers prolong it, in one chain of turns', t => {
  const loop = new Loop()
  loop.answerAt(1000)
  loop.answerAt(1000.125)
  loop.answerAt(1000.25)
  loop.run(0.125)
  t.equal(loop.turns, 2)
  loop.answerAt(loop.time - 0.0625)
  t.notOk(loop.sleeps, 'it begins again')
  t.end()
})
