import { readdirSync } from 'node:fs'
import { expect, it } from 'vitest'
import { stories } from '#test/fault/stories.ts'

it('each story is told by a file of its own', () => {
  const told = readdirSync(new URL('.', import.meta.url))

  expect(told).toEqual(expect.arrayContaining(Object.keys(stories).map((name) => `${name}.test.ts`)))
})
