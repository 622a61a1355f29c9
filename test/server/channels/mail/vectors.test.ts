import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runVectors } from '../../../tools/vectors.ts'

async function run(folder: string): Promise<{ lines: string[]; exitCode: number }> {
  const lines: string[] = []
  const exitCode = await runVectors(['mail', folder], (line) => lines.push(line))
  return { lines, exitCode }
}

it('I1 T2 every message agrees with the independent answers', async () => {
  expect(await run('test/vectors/mail')).toEqual({ lines: ['0 dangerous', '40 passed, 0 failed'], exitCode: 0 })
})

it('a wrong answer is printed with its field, and a dangerous one apart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vectors-'))
  cpSync('test/vectors/mail', folder, { recursive: true })
  const file = join(folder, 'm001.json')
  const label = readFileSync(file, 'utf8')
  writeFileSync(file, label.replace('"appends": true', '"appends": false').replace('Марат', 'Марат\\nещё строка'))

  const { lines, exitCode } = await run(folder)
  rmSync(folder, { recursive: true })

  expect(lines.slice(2)).toEqual([
    'appends: 1 wrong',
    'text: 1 wrong',
    'dangerous: m001: appends where it must not',
    'dangerous: m001: text is lost',
    '2 dangerous',
    '39 passed, 1 failed',
  ])
  expect(exitCode).toBe(1)
})
