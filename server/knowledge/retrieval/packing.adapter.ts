import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Packing } from './domain/segment.ts'

/** Most of an index is what it quotes from; Russian text takes a third when it is deflated. */
export const deflated: Packing = {
  pack: (text) => deflateRawSync(text, { level: 3 }),
  unpack: (bytes) => inflateRawSync(bytes).toString('utf8'),
}
