import { describe, expect, inject, it } from 'vitest'
import { reachOf, splitTests } from './tools/opensWorlds.ts'

const reachesIn = (files: Record<string, string>) => reachOf((path) => files[path] ?? null)('test/a.test.ts')
const opening = { 'server/db.ts': `import pg from 'pg'\n` }

describe('a test opens a world', () => {
  it.each([
    ['by what it imports itself', { 'test/a.test.ts': `import { spawn } from 'node:child_process'\n` }],
    [
      'by what that imports, over several lines',
      {
        'test/a.test.ts': `import {\n  one,\n  type Two,\n} from './b.ts'\n`,
        'test/b.ts': `export * from '#server/db.ts'\n`,
      },
    ],
    ['by what is imported for what it does', { 'test/a.test.ts': `import '#server/db.ts'\n` }],
    ['by what is imported later', { 'test/a.test.ts': `const db = await import('../server/db.ts')\n` }],
    ['by a worker', { 'test/a.test.ts': `new Worker(new URL('../server/db.ts', import.meta.url))\n` }],
    [
      'round a circle',
      { 'test/a.test.ts': `import './b.ts'\n`, 'test/b.ts': `import './a.test.ts'\nimport '#server/db.ts'\n` },
    ],
  ])('%s', (_how, files: Record<string, string>) => {
    expect(reachesIn({ ...opening, ...files })).toBe(true)
  })

  it.each([
    ['by a type alone', `import type { Pool } from 'pg'\nexport type { Db } from '#server/db.ts'\n`],
    ['by its name in a text', `const why = "import pg from 'pg'"\n`],
    ['by a file that is not there', `import { gone } from './gone.ts'\n`],
  ])('but not %s', (_how, text) => {
    expect(reachesIn({ ...opening, 'test/a.test.ts': text })).toBe(false)
  })
})

describe('the tests', () => {
  it('are each in one of the two projects', () => {
    const { unit, server } = splitTests()

    expect(new Set([...unit, ...server]).size).toBe(unit.length + server.length)
    expect(unit).toEqual(expect.arrayContaining(['test/architecture.test.ts', 'test/server/tickets/ticket.test.ts']))
    expect(server).toEqual(expect.arrayContaining(['test/testRunner.test.ts', 'test/server/fuzz.test.ts']))
  })

  it('that only compute find no database', () => {
    expect(inject('databaseServers')).toBeUndefined()
  })
})
