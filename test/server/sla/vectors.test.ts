import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runVectors } from '../../tools/vectors.ts'

async function run(...args: string[]): Promise<{ lines: string[]; exitCode: number }> {
  const lines: string[] = []
  const exitCode = await runVectors(args, (line) => lines.push(line))
  return { lines, exitCode }
}

it.each([
  ['S2 every deadline and working time', 'sla', 'sla-cases.json', 150],
  ['E1 every licence code', 'licences', 'licence-levels.json', 19],
  ['Q1 every price', 'prices', 'price-list.json', 12],
  ['S1 every day of a country', 'calendar', 'calendar-days.json', 491],
  ['Q5-Q8 every quantum', 'billing', 'billing-cases.json', 55],
  ['T8 every message', 'messages', 'shown-messages.json', 18],
  ['every search', 'search', 'search.json', 13],
])('%s agrees with the independent answers', async (_title, kind, file, count) => {
  const { lines, exitCode } = await run(kind, `test/vectors/${file}`)

  expect(lines).toEqual([`${count} passed, 0 failed`])
  expect(exitCode).toBe(0)
})

it('a wrong answer is printed with its case, what was expected and what came', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vectors-'))
  const file = join(folder, 'wrong.json')
  const text = readFileSync('test/vectors/price-list.json', 'utf8')
  writeFileSync(file, text.replace('"quantumPriceMinor": 50000', '"quantumPriceMinor": 50001'))

  const { lines, exitCode } = await run('prices', file)
  rmSync(folder, { recursive: true })

  expect(lines).toHaveLength(2)
  expect(lines[0]).toMatch(/^plan 1, status 1: expected .*50001.*, got .*50000/)
  expect(lines[1]).toBe('11 passed, 1 failed')
  expect(exitCode).toBe(1)
})

it('a kind without rules gets a clear sentence', async () => {
  expect(await run('weather', 'any.json')).toEqual({
    lines: [
      'There are no rules yet for vectors of kind "weather". Known kinds: sla, licences, prices, billing, calendar, messages, search, intake, mail.',
    ],
    exitCode: 2,
  })
})
