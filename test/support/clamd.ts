import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventually } from './eventually.ts'

const program = process.env['CLAMD_PATH'] ?? '/usr/sbin/clamd'

/** Debian's `clamav-daemon`; whoever has it not has no such test. */
export const hasClamd = existsSync(program)

/** The harmless text that every scanner takes for a virus; put together here, so that no scanner takes this file for one. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!', '$H+H*'].join('')

export type RunningClamd = { path: string; stop(): Promise<void> }

/** A clamd that knows this one text, wherever it lies, and takes streams of a megabyte. */
export async function startClamd(): Promise<RunningClamd> {
  const folder = await mkdtemp(join(tmpdir(), 'opora-clamd-'))
  const path = join(folder, 'clamd.sock')
  const settings = [`DatabaseDirectory ${folder}`, `LocalSocket ${path}`, 'Foreground yes', 'StreamMaxLength 1M']
  await writeFile(join(folder, 'eicar.ndb'), `Eicar-Test:0:*:${Buffer.from(eicar).toString('hex')}\n`)
  await writeFile(join(folder, 'clamd.conf'), `${settings.join('\n')}\n`)
  const child = spawn(program, ['-c', join(folder, 'clamd.conf')], { stdio: 'ignore' })
  const exited = once(child, 'exit')
  await eventually(() => answers(path))
  return {
    path,
    async stop() {
      child.kill('SIGKILL')
      await exited
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function answers(path: string): Promise<void> {
  const socket = connect(path)
  try {
    await once(socket, 'connect')
  } finally {
    socket.destroy()
  }
}
