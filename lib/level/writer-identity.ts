// Whoever finds a batch of the journal wants to know whether its writer may still be at work on it. If both run on one
// machine, that can be seen; then nobody has to wait.
import { randomUUID } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** Tells this process from one that had its number before, or has it elsewhere. */
const PROCESS_ID = randomUUID()

interface Writer {
  /** The machine, and what its process numbers are counted in. */
  machine: string
  pid: number
  process: string
}

/** Who writes, as text for the header of a batch. */
export function writerIdentity(): string {
  const writer: Writer = { machine: machineId(), pid: process.pid, process: PROCESS_ID }
  return JSON.stringify(writer)
}

/** Whether a writer is this process. */
export function isThisProcess(identity: string): boolean {
  const writer = parse(identity)
  return writer?.process === PROCESS_ID && writer.machine === machineId()
}

/** Whether a writer is known to have ended. Of other machines nothing is known. */
export function hasEnded(identity: string): boolean {
  const writer = parse(identity)
  if (writer === undefined || writer.machine !== machineId()) return false
  try {
    process.kill(writer.pid, 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

function parse(identity: string): Writer | undefined {
  try {
    return (JSON.parse(identity) as Writer | null) ?? undefined
  } catch {
    return undefined
  }
}

let machine: string | undefined

function machineId(): string {
  // Environments of AWS Lambda may be copies of one machine: they have the same names and process numbers.
  machine ??= [hostname(), ...linuxIds(), process.env['AWS_LAMBDA_LOG_STREAM_NAME']].join()
  return machine
}

/** Two containers may have one name. Their processes are counted apart, and so are those of two starts. */
function linuxIds(): string[] {
  try {
    return [readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(), readlinkSync('/proc/self/ns/pid')]
  } catch {
    return []
  }
}
