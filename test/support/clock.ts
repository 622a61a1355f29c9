import { readFileSync, renameSync, writeFileSync } from 'node:fs'

/**
 * The clock of a server process under test. Preloaded with `node --import`, it shifts the process's `Date` by the
 * milliseconds in a file, or lets it stand at an instant; the file is read anew on a signal (design, decision 4). Monotonic
 * time stays as it is.
 */
export type ShiftedClock = {
  nodeArguments: string[]
  env: Record<string, string>
  shiftTo(milliseconds: number): void
  standAt(instant: number): void
}

const fileVariable = 'OPORA_TEST_CLOCK'
const signal = 'SIGUSR2'
const standing = '='

/** How to start a server with this clock; `shiftTo` writes the file, `process.kill(pid, clockSignal)` makes it count. */
export function clockIn(file: string, milliseconds: number): ShiftedClock {
  const write = (text: string) => {
    writeFileSync(`${file}.new`, text)
    renameSync(`${file}.new`, file)
  }
  const shiftTo = (shift: number) => write(`${shift}`)
  const standAt = (instant: number) => write(`${standing}${instant}`)
  shiftTo(milliseconds)
  return { nodeArguments: ['--import', import.meta.url], env: { [fileVariable]: file }, shiftTo, standAt }
}

export const clockSignal = signal

const file = process.env[fileVariable]
if (file !== undefined) shiftDate(file)

function shiftDate(path: string) {
  const RealDate = Date
  const read = () => {
    const text = readFileSync(path, 'utf8')
    const milliseconds = Number(text.replace(standing, ''))
    return text.startsWith(standing) ? () => milliseconds : () => RealDate.now() + milliseconds
  }
  let clock = read()
  process.on(signal, () => {
    clock = read()
  })
  const now = () => clock()
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given, newTarget) => Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  })
}
