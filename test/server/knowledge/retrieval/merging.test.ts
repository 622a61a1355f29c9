import { describe, expect, it } from 'vitest'
import { partsToMerge } from '#server/knowledge/retrieval/deskIndex.adapter.ts'
import { follow, measured, type Part } from '#server/knowledge/retrieval/domain/index.ts'
import { article, segmentOf } from './articles.ts'

function partsOf(...sizes: number[]): readonly Part[] {
  const added = sizes.map((size, at) => segmentOf(Array.from({ length: size }, (_, one) => article(`${at}-${one}`))))
  return follow(measured(0, []), { version: 1, gone: [], added }).parts
}

const sizes = (parts: readonly Part[]) => parts.map(({ segment }) => segment.size).toSorted((one, other) => one - other)

describe('segments become one', () => {
  it('when small ones are many, and large ones stay', () => {
    expect(partsToMerge(partsOf(200, 150, ...Array.from({ length: 8 }, () => 1)))).toEqual([])
    expect(sizes(partsToMerge(partsOf(200, 150, ...Array.from({ length: 9 }, () => 1))))).toEqual(
      Array.from({ length: 9 }, () => 1),
    )
  })

  it('the smallest first, never more than one segment has room for', () => {
    const chosen = sizes(partsToMerge(partsOf(...Array.from({ length: 10 }, () => 60))))

    expect(chosen).toEqual([60, 60, 60])
  })
})
