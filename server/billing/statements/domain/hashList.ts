/** The hashes of a long ledger in 32 bytes each: as texts, and with what they were read from, they would fill the memory. */
export type HashList = { add(hash: string): void; count(): number; at(index: number): Buffer }

const hashBytes = 32
const hashesOfPage = 4096

export function makeHashList(): HashList {
  const pages: Buffer[] = []
  let count = 0
  return {
    add(hash) {
      if (count % hashesOfPage === 0) pages.push(Buffer.alloc(hashesOfPage * hashBytes))
      pages.at(-1)?.write(hash, (count % hashesOfPage) * hashBytes, 'hex')
      count += 1
    },
    count: () => count,
    at(index) {
      const start = (index % hashesOfPage) * hashBytes
      return (pages[Math.floor(index / hashesOfPage)] ?? Buffer.alloc(0)).subarray(start, start + hashBytes)
    },
  }
}

/** The first place at which the other list has another hash, or none; null where it begins with all of these. */
export function firstUnlike(these: HashList | null, other: HashList | null): number | null {
  if (these === null || other === null) throw new TypeError('both exports must have been read with their hashes')
  for (let index = 0; index < these.count(); index++) {
    if (index >= other.count() || !these.at(index).equals(other.at(index))) return index
  }
  return null
}
